/**
 * Where things stand: weights go in, the map, ring or sequence that algorithms look servers up in
 * comes out. Open {@link io.gatehouse.balancers.place.WeightMap} first, then {@link
 * io.gatehouse.balancers.place.HashRing}. Built on the control thread, immutable and read by all
 * event loops afterwards.
 */
@NullMarked
package io.gatehouse.balancers.place;

import org.jspecify.annotations.NullMarked;
