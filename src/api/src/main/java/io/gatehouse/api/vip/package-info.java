/**
 * The contract of what moves virtual addresses between nodes, and the records of {@code
 * keepalived.conf}: a valid file goes in, a running {@link io.gatehouse.api.vip.VirtualIps} comes
 * out. Open {@link io.gatehouse.api.vip.VirtualIpProvider} first. Records are immutable and may be
 * read by every thread; the running object says which thread calls what.
 */
@NullMarked
package io.gatehouse.api.vip;

import org.jspecify.annotations.NullMarked;
