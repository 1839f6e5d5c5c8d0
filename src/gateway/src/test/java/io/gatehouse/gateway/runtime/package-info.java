/**
 * The runtime socket beside the real haproxy's: the same configuration and the same lines go to
 * both, the answers are compared. Open {@link io.gatehouse.gateway.runtime.Peers} first. JUnit's
 * threads.
 */
@NullMarked
package io.gatehouse.gateway.runtime;

import org.jspecify.annotations.NullMarked;
