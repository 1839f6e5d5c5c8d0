/**
 * Routing: an exchange goes in; the verdict of its rules and the backend it is sent to come out.
 * Open {@link io.gatehouse.dataplane.route.RuleRunner} and {@link
 * io.gatehouse.dataplane.route.Router} first, {@link io.gatehouse.dataplane.route.Conditions} for
 * how ACLs are compiled. Everything compiled is immutable and shared by all event loops, but for
 * pattern lists, which any thread may replace; a runner belongs to one exchange.
 */
@NullMarked
package io.gatehouse.dataplane.route;

import org.jspecify.annotations.NullMarked;
