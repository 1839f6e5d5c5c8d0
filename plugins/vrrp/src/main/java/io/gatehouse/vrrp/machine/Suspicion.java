package io.gatehouse.vrrp.machine;

/**
 * Signs of a second owner. One may be a crossing on the wire; two that lie apart are said.
 *
 * @param firstAt when the first sign of this spell came; {@link State#NEVER} when there is none
 * @param reason what was said; empty while nothing was
 * @param cause why the adverts of the other are not accepted, if that is known
 * @param probeAt when the next question is due
 */
record Suspicion(long firstAt, long lastAt, String reason, String cause, long probeAt) {
  /** Signs that are nearer than this belong to one crossing. */
  static final long APART = Rules.SECOND / 5;

  static final Suspicion NONE = new Suspicion(State.NEVER, State.NEVER, "", "", State.NEVER);

  boolean said() {
    return !reason.isEmpty();
  }

  boolean begun() {
    return firstAt != State.NEVER;
  }

  /** Signs that lie too far apart do not belong together: somebody tries, and lets it be. */
  Suspicion sign(long now, long interval) {
    boolean goesOn = begun() && now - lastAt <= 2 * Math.max(interval, Rules.SECOND);
    return new Suspicion(goesOn ? firstAt : now, now, reason, cause, probeAt);
  }

  boolean isSure(long now) {
    return begun() && now - firstAt >= APART;
  }

  Suspicion saying(String words) {
    return new Suspicion(firstAt, lastAt, words, cause, probeAt);
  }

  Suspicion because(String why) {
    return new Suspicion(firstAt, lastAt, reason, why, probeAt);
  }

  Suspicion probingAt(long at) {
    return new Suspicion(firstAt, lastAt, reason, cause, at);
  }

  /** When it is over if no other sign comes. */
  long overAt(long interval) {
    return begun() ? lastAt + 5 * Math.max(interval, Rules.SECOND) : State.NEVER;
  }
}
