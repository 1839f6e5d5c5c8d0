package io.gatehouse.testkit.failover;

import java.util.Set;

/**
 * What came of a scenario. Times are in milliseconds.
 *
 * @param outage the longest one of new connections that began before the cure
 * @param healOutage the longest one that began after it
 * @param failed new connections without an answer
 * @param troubled from the first connection without an answer to the last one
 * @param twoOwners how long the kernels of both nodes had the address
 * @param answeredByBoth ARP probes, ten a second, that both nodes answered
 * @param announcements the most gratuitous ARPs within a second
 * @param changes how often a node got the address or lost it
 * @param lost long-lived connections that were lost
 * @param owners who has the address in the end
 * @param served whether new connections are answered in the end
 */
public record Outcome(
    double outage,
    double healOutage,
    int failed,
    double troubled,
    double twoOwners,
    int answeredByBoth,
    int announcements,
    int changes,
    int lost,
    Set<String> owners,
    boolean served) {}
