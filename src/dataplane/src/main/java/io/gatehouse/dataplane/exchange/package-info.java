/**
 * One request and its response: bytes of both sides in, decisions and relayed messages out. Open
 * {@link io.gatehouse.dataplane.exchange.HttpExchange} first, which is reused for all exchanges of
 * its client's connection. Confined to that connection's event loop.
 */
@NullMarked
package io.gatehouse.dataplane.exchange;

import org.jspecify.annotations.NullMarked;
