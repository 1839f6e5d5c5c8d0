/**
 * Between the rules and the balancer: an exchange that belongs to a session is told its server, and
 * the answer is told to remember it. Open {@link io.gatehouse.dataplane.persist.Stickiness}.
 * Confined to the exchange's event loop.
 */
@NullMarked
package io.gatehouse.dataplane.persist;

import org.jspecify.annotations.NullMarked;
