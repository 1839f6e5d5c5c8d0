package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.vip.Notification.Listener;
import io.gatehouse.api.vip.Notification.Moment;
import java.util.function.Function;

/** Scripts and mails of an instance or a group. */
final class NotifyKeywords {
  private NotifyKeywords() {}

  static <D extends Draft> void addTo(
      Keywords<D> keywords, Function<D, NotificationDraft> notification) {
    keywords
        .once("notify", (d, c) -> add(notification.apply(d), Moment.ANY, c))
        .once("notify_master", (d, c) -> add(notification.apply(d), Moment.MASTER, c))
        .once("notify_backup", (d, c) -> add(notification.apply(d), Moment.BACKUP, c))
        .once("notify_fault", (d, c) -> add(notification.apply(d), Moment.FAULT, c))
        .once("notify_stop", (d, c) -> add(notification.apply(d), Moment.STOP, c))
        .line("notify_priority_changes", (d, c) -> notification.apply(d).priorityChanges = c.flag())
        .line("smtp_alert", (d, c) -> notification.apply(d).mail = c.flag());
  }

  /** What only an instance has. */
  static void addMoments(Keywords<InstanceDraft> keywords) {
    keywords
        .once(
            "notify_master_rx_lower_pri",
            (d, c) -> add(d.notification, Moment.MASTER_RX_LOWER_PRI, c))
        .once("notify_deleted", NotifyKeywords::deleted);
  }

  private static void deleted(InstanceDraft draft, Clause clause) throws ArgumentException {
    if (clause.cursor().hasNext()) {
      add(draft.notification, Moment.DELETED, clause);
    } else {
      clause.notice(
          "'notify_deleted' without a script tells nobody more than 'notify_stop' does",
          "give it a script");
    }
  }

  private static void add(NotificationDraft draft, Moment moment, Clause clause)
      throws ArgumentException {
    draft.listeners.add(new Listener(moment, Scripts.command(clause)));
  }
}
