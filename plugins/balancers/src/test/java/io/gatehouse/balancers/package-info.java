/**
 * Tests of all algorithms through the public contract: words and fakes go in, names of servers come
 * out. Open {@link io.gatehouse.balancers.Bench} first. One thread.
 */
@NullMarked
package io.gatehouse.balancers;

import org.jspecify.annotations.NullMarked;
