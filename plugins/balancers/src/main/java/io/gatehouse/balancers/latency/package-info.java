/**
 * Algorithms that learn from response times: outcomes go in, the server that promises the shortest
 * wait comes out. Open {@link io.gatehouse.balancers.latency.PeakEwma} first. Everything runs on
 * all event loops at once; a server's average is one atomic word.
 */
@NullMarked
package io.gatehouse.balancers.latency;

import org.jspecify.annotations.NullMarked;
