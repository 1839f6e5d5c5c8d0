/**
 * Maglev hashing: names and weights go in, a lookup table comes out. Open {@link
 * io.gatehouse.balancers.maglev.Maglev} first. Tables are built on the control thread and read by
 * all event loops.
 */
@NullMarked
package io.gatehouse.balancers.maglev;

import org.jspecify.annotations.NullMarked;
