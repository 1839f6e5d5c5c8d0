package io.gatehouse.api.vip;

import java.time.Duration;

/**
 * How a node stands for election.
 *
 * @param initialMaster {@code state MASTER}
 * @param priority 1 to 255; 255 is the address owner
 * @param interval {@code advert_int}; whole seconds in version 2, centiseconds in version 3
 * @param preempt whether a better node takes over from a worse one
 * @param preemptDelay how long a better node waits after its start before it preempts
 * @param higherPrioSendAdvert {@code vrrp_higher_prio_send_advert}
 * @param lowerPrioNoAdvert {@code vrrp_lower_prio_no_advert}
 * @param downTimerAdverts {@code down_timer_adverts}: 3
 */
public record Election(
    boolean initialMaster,
    int priority,
    Duration interval,
    boolean preempt,
    Duration preemptDelay,
    boolean higherPrioSendAdvert,
    boolean lowerPrioNoAdvert,
    int downTimerAdverts) {

  private static final int OWNER = 255;

  /** Whether the addresses are the interface's own (RFC 9568, 5.2.4). */
  public boolean ofOwner() {
    return priority == OWNER;
  }
}
