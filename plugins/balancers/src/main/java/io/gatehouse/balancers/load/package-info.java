/**
 * Algorithms that look at how busy servers are: counters of the candidates go in, the server with
 * the most room comes out. Open {@link io.gatehouse.balancers.load.LeastConnections} first. Choices
 * run on all event loops at once.
 */
@NullMarked
package io.gatehouse.balancers.load;

import org.jspecify.annotations.NullMarked;
