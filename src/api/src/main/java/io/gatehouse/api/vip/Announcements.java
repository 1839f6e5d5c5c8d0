package io.gatehouse.api.vip;

import java.time.Duration;

/**
 * How neighbours are told of a new owner: gratuitous ARP, unsolicited neighbour advertisements.
 *
 * @param delay {@code garp_master_delay}: when the second round comes; zero has none
 * @param repeat {@code garp_master_repeat}: packets a round
 * @param refresh {@code garp_master_refresh}; zero never refreshes
 * @param lowerPriorityDelay {@code garp_lower_prio_delay}
 * @param lowerPriorityRepeat {@code garp_lower_prio_repeat}
 * @param arpInterval {@code garp_interval}: least time between two packets
 * @param neighbourInterval {@code gna_interval}
 */
public record Announcements(
    Duration delay,
    int repeat,
    Duration refresh,
    int refreshRepeat,
    Duration lowerPriorityDelay,
    int lowerPriorityRepeat,
    Duration arpInterval,
    Duration neighbourInterval) {}
