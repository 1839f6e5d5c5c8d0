package io.gatehouse.vrrp.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.vip.Notification;
import io.gatehouse.api.vip.Notification.Moment;
import io.gatehouse.api.vip.Script;
import io.gatehouse.vrrp.port.Notifier.Subject;
import io.gatehouse.vrrp.port.Notifier.Word;
import java.util.List;
import java.util.Optional;

/** One change of state and what is to be said about it. */
record Note(Subject subject, Notification whom, Word word, int priority) {

  /**
   * As Keepalived says it: the priority of a group is 0; that an instance was deleted is a fault to
   * those who did not ask for {@code notify_deleted}.
   */
  static Note of(Subject subject, Notification whom, Word word, int priority) {
    boolean deleted = word == Word.DELETED && scripts(whom, Moment.DELETED).isEmpty();
    return new Note(subject, whom, deleted ? Word.FAULT : word, subject.group() ? 0 : priority);
  }

  /** Scripts of exactly this change; they get no further arguments. */
  List<Script> ownScripts() {
    return moment().map(moment -> scripts(whom, moment)).orElse(List.of());
  }

  /** Scripts of any change, after the others; they get {@link #arguments}. */
  List<Script> generalScripts() {
    return isState() ? scripts(whom, Moment.ANY) : List.of();
  }

  String[] arguments() {
    return new String[] {kind(), subject.name(), word.name(), Integer.toString(priority)};
  }

  byte[] line() {
    String line = kind() + " \"" + subject.name() + "\" " + word.name() + " " + priority + "\n";
    return line.getBytes(UTF_8);
  }

  private String kind() {
    return subject.group() ? "GROUP" : "INSTANCE";
  }

  private boolean isState() {
    return switch (word) {
      case MASTER, BACKUP, FAULT, STOP, DELETED -> true;
      case MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> false;
    };
  }

  private Optional<Moment> moment() {
    return switch (word) {
      case MASTER -> Optional.of(Moment.MASTER);
      case BACKUP -> Optional.of(Moment.BACKUP);
      case FAULT -> Optional.of(Moment.FAULT);
      case STOP -> Optional.of(Moment.STOP);
      case DELETED -> Optional.of(Moment.DELETED);
      case MASTER_RX_LOWER_PRI -> Optional.of(Moment.MASTER_RX_LOWER_PRI);
      case MASTER_PRIORITY, BACKUP_PRIORITY -> Optional.empty();
    };
  }

  private static List<Script> scripts(Notification whom, Moment moment) {
    return whom.scripts().stream()
        .filter(listener -> listener.moment() == moment)
        .map(Notification.Listener::script)
        .toList();
  }
}
