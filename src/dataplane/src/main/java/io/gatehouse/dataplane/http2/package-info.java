/**
 * HTTP/2 towards clients: frames in, one exchange of HTTP/1 for each stream, its answer as frames
 * out. Open {@link io.gatehouse.dataplane.http2.Http2Connection} first. Confined to the
 * connection's event loop; nothing of it is loaded before a client speaks HTTP/2.
 */
@NullMarked
package io.gatehouse.dataplane.http2;

import org.jspecify.annotations.NullMarked;
