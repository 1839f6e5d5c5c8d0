package io.gatehouse.config.keepalived;

import io.gatehouse.api.vip.Notification;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a change of state is told; null is what the process does. */
final class NotificationDraft {
  final List<Notification.Listener> listeners = new ArrayList<>();
  @Nullable Boolean mail;
  @Nullable Boolean priorityChanges;

  Notification over(GlobalDraft process, @Nullable Boolean groupPriorityChanges) {
    boolean mails = mail == null ? process.mails() : mail;
    Boolean changes = priorityChanges == null ? groupPriorityChanges : priorityChanges;
    return new Notification(listeners, mails, changes == null ? process.priorityChanges : changes);
  }
}
