/**
 * The machine's side of VRRP, through {@code java.lang.foreign}: raw sockets, addresses, links and
 * routes, announcements to neighbours, clocks and waiting. Open {@link
 * io.gatehouse.vrrp.kernel.LinuxHost} first, then {@link io.gatehouse.vrrp.kernel.RawSocket} and
 * {@link io.gatehouse.vrrp.kernel.NetlinkSocket}. Everything belongs to one thread, the runner's
 * own; only {@link io.gatehouse.vrrp.kernel.LinuxHost#wakeUp} may be called by others.
 */
@NullMarked
package io.gatehouse.vrrp.kernel;

import org.jspecify.annotations.NullMarked;
