/** Messages between nodes against bytes of HAProxy 2.6, and there and back again. */
@NullMarked
package io.gatehouse.dataplane.peers.wire;

import org.jspecify.annotations.NullMarked;
