/**
 * The contract of balancing algorithms. A {@link io.gatehouse.api.balance.BalancerPlugin} parses
 * its words to a {@link io.gatehouse.api.balance.BalancerSpec}, which creates one {@link
 * io.gatehouse.api.balance.Balancer} per backend, which builds an immutable {@link
 * io.gatehouse.api.balance.Selector} for each change of the servers. Open {@code Selector} for what
 * runs on event loops; everything else runs on the control thread.
 */
@NullMarked
package io.gatehouse.api.balance;

import org.jspecify.annotations.NullMarked;
