package io.gatehouse.vrrp.machine;

import java.util.List;

/**
 * One virtual router (RFC 9568 § 6.4, with Keepalived's ways where they differ):
 *
 * <pre>
 *   INIT ──Start──► BACKUP ──silence──► CLAIMING ──nobody objects──► MASTER
 *                     ▲ ▲                  │ better advert,            │
 *                     │ └──────────────────┘ owner announces           │
 *                     └── better advert, lease over, newcomer yields ──┘
 *   any ──Fault──► FAULT ──over──► BACKUP        any ──Stop──► INIT
 * </pre>
 *
 * A claim is an advert and a question: the last owner hears the advert, takes the addresses off and
 * says so with priority 0; a machine that still has them answers the question even when its process
 * stands still. Only then are they put on, so that two machines never have them at once while
 * messages arrive.
 */
public final class VrrpMachine {
  private VrrpMachine() {}

  /** What follows from an event: the next state, and what is to be done in this order. */
  public record Step(State state, List<Action> actions) {}

  /**
   * @param now monotonic nanoseconds, never less than in the step before
   */
  public static Step step(Rules rules, State state, Event event, long now) {
    Turn turn = new Turn(rules, state, now);
    turn.take(event);
    return turn.end();
  }
}
