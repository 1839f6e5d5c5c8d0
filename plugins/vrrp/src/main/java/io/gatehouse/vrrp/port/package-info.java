/**
 * What VRRP needs of the machine it runs on: packets, addresses, interfaces, scripts and time, as
 * interfaces, so that the protocol is tested without root. Open {@code Host} first. One thread, the
 * runner's, calls everything; what another thread may call says so.
 */
@NullMarked
package io.gatehouse.vrrp.port;

import org.jspecify.annotations.NullMarked;
