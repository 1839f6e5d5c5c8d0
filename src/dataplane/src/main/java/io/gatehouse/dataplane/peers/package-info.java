/**
 * Stick tables shared with other nodes, Gatehouse or HAProxy: rows that were marked in, what other
 * nodes know into tables. Open {@link io.gatehouse.dataplane.peers.Peering} first, then {@code
 * PeerGroup} and {@code PeerLink}. One thread of its own does all of it; event loops only mark
 * rows, the control thread starts and changes it.
 */
@NullMarked
package io.gatehouse.dataplane.peers;

import org.jspecify.annotations.NullMarked;
