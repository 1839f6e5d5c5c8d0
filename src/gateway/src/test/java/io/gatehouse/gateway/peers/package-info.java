/** Nodes that share stick tables: Gatehouse with the real HAProxy, and with itself. */
@NullMarked
package io.gatehouse.gateway.peers;

import org.jspecify.annotations.NullMarked;
