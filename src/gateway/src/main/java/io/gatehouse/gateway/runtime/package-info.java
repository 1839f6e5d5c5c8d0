/**
 * The runtime socket: connections to the {@code stats socket} lines come in, answers in HAProxy's
 * command language go out. Open {@link io.gatehouse.gateway.runtime.RuntimeSocket} first, then
 * {@link io.gatehouse.gateway.runtime.Conversation}; the commands themselves are in {@code
 * command}. The control thread opens and closes it; each connection has a virtual thread of its
 * own.
 */
@NullMarked
package io.gatehouse.gateway.runtime;

import org.jspecify.annotations.NullMarked;
