/**
 * What nodes that share stick tables say to each other (HAProxy's peers protocol 2.1): bytes in,
 * rows and definitions out, and back. Open {@link io.gatehouse.dataplane.peers.wire.RowWriter} and
 * {@link io.gatehouse.dataplane.peers.wire.RowReader} first. Everything belongs to one connection
 * and to the thread that feeds other nodes.
 */
@NullMarked
package io.gatehouse.dataplane.peers.wire;

import org.jspecify.annotations.NullMarked;
