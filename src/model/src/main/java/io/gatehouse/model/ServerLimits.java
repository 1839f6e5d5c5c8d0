package io.gatehouse.model;

import java.time.Duration;

/**
 * How much a server takes.
 *
 * @param maxconn concurrent exchanges; 0 is no bound
 * @param minconn lower bound of a dynamic maxconn; 0 is none
 * @param maxqueue waiting exchanges; 0 is no bound
 * @param slowStart ramp after coming up; zero is none
 * @param poolMaxConn idle connections kept; -1 is no bound
 * @param poolPurgeDelay how long an idle connection is kept
 * @param maxReuse requests over one connection; -1 is no bound
 */
public record ServerLimits(
    int maxconn,
    int minconn,
    int maxqueue,
    Duration slowStart,
    int poolMaxConn,
    Duration poolPurgeDelay,
    int maxReuse) {}
