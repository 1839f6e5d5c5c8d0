/**
 * Algorithms that hash a part of the request: an exchange goes in, always the same server comes
 * out. Open {@link io.gatehouse.balancers.hash.HashBalancer} first, then the {@code KeyHash} of an
 * algorithm. Choices run on all event loops at once; what they share is built once.
 */
@NullMarked
package io.gatehouse.balancers.hash;

import org.jspecify.annotations.NullMarked;
