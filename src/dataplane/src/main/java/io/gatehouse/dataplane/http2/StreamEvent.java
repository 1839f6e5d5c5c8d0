package io.gatehouse.dataplane.http2;

/** What the handlers behind a stream to a server are told besides its bytes. */
public enum StreamEvent {
  /** The server has not looked at the request: it may be sent once more (RFC 9113 section 8.7). */
  REFUSED
}
