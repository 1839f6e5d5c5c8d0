package io.gatehouse.api.vip;

import java.util.List;

/**
 * Whom a change of state is told.
 *
 * @param scripts {@code notify_master}, {@code notify_backup} and so on; {@link Moment#ANY} gets
 *     four more words: {@code INSTANCE} or {@code GROUP}, the name, the state and the priority
 * @param mail {@code smtp_alert}
 * @param priorityChanges {@code notify_priority_changes}
 */
public record Notification(List<Listener> scripts, boolean mail, boolean priorityChanges) {
  public static final Notification NONE = new Notification(List.of(), false, false);

  public Notification {
    scripts = List.copyOf(scripts);
  }

  /** A script and when it runs. */
  public record Listener(Moment moment, Script script) {}

  /** What a script may wait for. */
  public enum Moment {
    ANY,
    MASTER,
    BACKUP,
    FAULT,
    STOP,
    MASTER_RX_LOWER_PRI,
    DELETED
  }
}
