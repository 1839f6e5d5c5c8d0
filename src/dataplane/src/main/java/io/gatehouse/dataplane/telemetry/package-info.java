/**
 * What is counted and logged of the traffic. Open {@link
 * io.gatehouse.dataplane.telemetry.ProxyCounters} for statistics. Counters may be read by any
 * thread.
 */
@NullMarked
package io.gatehouse.dataplane.telemetry;

import org.jspecify.annotations.NullMarked;
