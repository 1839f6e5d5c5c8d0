/**
 * Whether this node can serve: event loops, listeners, servers and first checks go in, one {@link
 * io.gatehouse.api.vip.Vitality} comes out. Open {@link
 * io.gatehouse.dataplane.vitality.VitalityWatch} first. A thread of its own looks, any thread may
 * read the result without waiting.
 */
@NullMarked
package io.gatehouse.dataplane.vitality;

import org.jspecify.annotations.NullMarked;
