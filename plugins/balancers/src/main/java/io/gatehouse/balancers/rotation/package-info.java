/**
 * Round robin in its two forms: weights go in, servers come out in turn. Open {@link
 * io.gatehouse.balancers.rotation.RoundRobin} first. Choices run on all event loops at once and
 * share nothing but an atomic position.
 */
@NullMarked
package io.gatehouse.balancers.rotation;

import org.jspecify.annotations.NullMarked;
