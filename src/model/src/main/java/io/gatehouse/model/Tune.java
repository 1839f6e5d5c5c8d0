package io.gatehouse.model;

/**
 * Buffers and limits of the hot path (manual section 3.2).
 *
 * @param bufsize bytes a message head and a relay buffer may take
 * @param maxrewrite part of the buffer that stays free for edits of the head
 * @param maxHeaders fields in a head
 * @param idlePoolPerServer idle server connections kept per server; -1 is no bound
 * @param logUriLength bytes of the request line that logs keep
 * @param http2 of clients that speak HTTP/2
 * @param serverHttp2 of servers that speak HTTP/2
 */
public record Tune(
    int bufsize,
    int maxrewrite,
    int maxHeaders,
    int idlePoolPerServer,
    int logUriLength,
    Http2Settings http2,
    Http2Settings serverHttp2) {

  /** The manual's defaults. */
  public static final Tune DEFAULT =
      new Tune(16_384, 1_024, 101, -1, 1_023, Http2Settings.DEFAULT, Http2Settings.DEFAULT);
}
