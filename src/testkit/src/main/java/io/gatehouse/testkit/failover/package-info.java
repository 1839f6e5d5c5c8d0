/**
 * Two load balancers, two servers and a client on one switch, with the instruments that tell who
 * owned the virtual address when and which connections failed. Open {@link
 * io.gatehouse.testkit.failover.Lab} first, then {@link io.gatehouse.testkit.failover.Scenario} and
 * {@link io.gatehouse.testkit.failover.Recorder}. A lab belongs to the thread that made it; its
 * recorder and its clients run on threads of their own.
 */
@NullMarked
package io.gatehouse.testkit.failover;

import org.jspecify.annotations.NullMarked;
