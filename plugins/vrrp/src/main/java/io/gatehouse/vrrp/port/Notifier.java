package io.gatehouse.vrrp.port;

import io.gatehouse.api.vip.Notification;

/**
 * Tells scripts and FIFOs of changes of state. Never waits: a script is started, a line that the
 * FIFO does not take is dropped and said. Mails are not its business.
 */
public interface Notifier extends AutoCloseable {

  void tell(Subject subject, Notification whom, Word word, int priority);

  /** Ends the FIFO's script; the scripts of a stop go on. */
  @Override
  void close();

  /** {@code INSTANCE "VI_1"} or {@code GROUP "VG_1"}. */
  record Subject(boolean group, String name) {}

  /** What happened, in Keepalived's word. */
  enum Word {
    MASTER,
    BACKUP,
    FAULT,
    STOP,
    DELETED,
    MASTER_RX_LOWER_PRI,
    MASTER_PRIORITY,
    BACKUP_PRIORITY
  }
}
