/**
 * HTTP/1 messages without channels: received buffers go in, scanned and checked heads, body framing
 * and gathered edited heads come out. Open {@link io.gatehouse.dataplane.http.RequestMessage}
 * first, then {@link io.gatehouse.dataplane.http.ChunkDecoder}. Every object belongs to one event
 * loop and is called only there; nothing here blocks.
 */
@NullMarked
package io.gatehouse.dataplane.http;

import org.jspecify.annotations.NullMarked;
