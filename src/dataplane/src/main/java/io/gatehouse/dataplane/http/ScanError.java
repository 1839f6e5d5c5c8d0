package io.gatehouse.dataplane.http;

/**
 * Why a message is refused. Each request error carries the status that HAProxy 3.5 answers; a
 * refused response is always a 502.
 */
public enum ScanError {
  NONE(0, "no error"),
  START("unexpected byte where a start line begins"),
  METHOD("invalid byte in the method"),
  TARGET_BYTE("control or non-ASCII byte in the request target"),
  TARGET_FRAGMENT("fragment ('#') in the request target"),
  TARGET_FORM("form of the request target does not fit the method"),
  TARGET_AUTHORITY("invalid authority in the request target"),
  VERSION("invalid protocol version"),
  NO_VERSION("no protocol version (HTTP/0.9)"),
  STATUS("invalid status code"),
  LINE_END("CR without LF"),
  FIELD_NAME("invalid byte in a field name"),
  FIELD_EMPTY_NAME("empty field name"),
  FIELD_NUL("NUL in a field value"),
  FIELD_FOLDED("folded field line"),
  TOO_MANY_FIELDS("more fields than tune.http.maxhdr"),
  TARGET_TOO_LONG(414, "request line larger than the buffer"),
  HEAD_TOO_LARGE(431, "head larger than the buffer"),
  CONTENT_LENGTH("invalid, overflowing or differing Content-Length"),
  TRANSFER_ENCODING("invalid Transfer-Encoding"),
  TRANSFER_CODING(422, "transfer coding other than chunked"),
  PAYLOAD(413, "HTTP/1.0 GET, HEAD or DELETE with a payload"),
  HOST_BYTE("invalid byte in Host"),
  HOST_DIFFERS("several differing Host fields"),
  HOST_MISMATCH("Host does not match the authority of the request target"),
  WEBSOCKET_KEY("WebSocket handshake without its key"),
  HTTP2_PREFACE(405, "HTTP/2 connection preface"),
  CHUNK_SIZE("invalid or overflowing chunk size"),
  CHUNK_EXTENSION("invalid chunk extension"),
  CHUNK_END("chunk data not followed by CRLF"),
  TRAILER("invalid trailer section"),
  TRAILERS_TOO_LARGE("trailer section larger than the buffer");

  private final int status;
  private final String words;

  ScanError(String words) {
    this(400, words);
  }

  ScanError(int status, String words) {
    this.status = status;
    this.words = words;
  }

  /** The status a client gets for a request with this error. */
  public int status() {
    return status;
  }

  /** For logs. */
  public String words() {
    return words;
  }
}
