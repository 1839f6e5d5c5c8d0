package io.gatehouse.dataplane.peers;

/**
 * Whether this node has learned what the others know. Of those that are connected one is asked for
 * everything; who answers that he does not know all himself is not asked again. Dumps tell the
 * state as HAProxy's flags do, so it is kept as they are.
 *
 * <pre>
 *   start ──► wanted ──assign──► assigned ──request──► requested ──finished──► complete
 *               ▲ └─nobody there in time─────────────────────────────────────────▲
 *               └──────partial, or the connection was lost──┘
 * </pre>
 */
final class Resync {
  private static final int LOCAL = 0x1;
  private static final int REMOTE = 0x2;
  private static final int ASSIGNED = 0x4;
  private static final int REQUESTED = 0x8;
  private static final int LOCAL_TIMEOUT = 0x10;
  private static final int REMOTE_TIMEOUT = 0x20;
  private static final int REMOTE_ABORT = 0x80;
  private static final int REMOTE_FINISHED = 0x200;
  private static final int REMOTE_PARTIAL = 0x800;
  private static final int REMOTE_ASSIGNED = 0x2000;
  private static final int ASKED = 0x4000;
  private static final long PATIENCE_MILLIS = 5_000;

  private int flags;
  private long deadline;

  /** No older process tells this one anything: it begins with the others. */
  Resync(long now) {
    restart(now);
  }

  /** There is something new to learn. */
  void restart(long now) {
    flags = flags & ASKED | LOCAL | LOCAL_TIMEOUT;
    deadline = now + PATIENCE_MILLIS;
  }

  boolean complete() {
    return (flags & REMOTE) != 0;
  }

  /** Whether somebody is to be asked. */
  boolean wanted() {
    return !complete() && (flags & ASSIGNED) == 0;
  }

  void assign() {
    flags |= ASSIGNED | REMOTE_ASSIGNED;
  }

  /** Whether the one that is to teach was not asked yet; he is from now on. */
  boolean request() {
    boolean first = (flags & ASSIGNED) != 0 && (flags & REQUESTED) == 0;
    flags |= first ? REQUESTED : 0;
    return first;
  }

  void finished() {
    flags = flags & ~(ASSIGNED | REQUESTED) | REMOTE | REMOTE_FINISHED;
  }

  void partial(long now) {
    again(REMOTE_PARTIAL, now);
  }

  /** The connection to the one that was to teach is gone. */
  void aborted(long now) {
    again(REMOTE_ABORT, now);
  }

  private void again(int reason, long now) {
    flags = flags & ~(ASSIGNED | REQUESTED) | reason;
    deadline = now + PATIENCE_MILLIS;
  }

  /** Another node has asked this one. */
  void asked() {
    flags |= ASKED;
  }

  /** When nobody is there in time, what this node knows is all there is. */
  void tick(long now) {
    if (wanted() && now >= deadline) {
      flags |= REMOTE | REMOTE_TIMEOUT;
    }
  }

  int flags() {
    return flags;
  }

  long deadline() {
    return deadline;
  }
}
