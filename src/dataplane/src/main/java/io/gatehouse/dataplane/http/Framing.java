package io.gatehouse.dataplane.http;

/** How the end of a message's body is known (RFC 9112 section 6.3). */
public enum Framing {
  /** There is no body: the message ended with its head. */
  NONE,
  /** As many bytes as {@link Message#contentLength} says. */
  LENGTH,
  /** Chunks and trailers, see {@link ChunkDecoder}. */
  CHUNKED,
  /** Until the server closes; responses only. */
  CLOSE,
  /** No longer HTTP: bytes both ways until either side ends (101, or 2xx to CONNECT). */
  TUNNEL
}
