package io.gatehouse.api.rule;

import java.util.EnumSet;
import java.util.Set;

/** Moments at which a sample can be read and an action can run (manual section 7.3, 4.2 to 4.4). */
public enum Phase {
  TCP_CONNECTION,
  TCP_SESSION,
  TCP_REQUEST_CONTENT,
  HTTP_REQUEST,
  TCP_RESPONSE_CONTENT,
  HTTP_RESPONSE,
  HTTP_AFTER_RESPONSE,
  /** When the log line is written. */
  LOG,
  /** Health checks. */
  CHECK;

  /** Everywhere. */
  public static final Set<Phase> ANYWHERE = Set.copyOf(EnumSet.allOf(Phase.class));

  /** From the accepted connection to its log line. */
  public static final Set<Phase> CONNECTED = Set.copyOf(EnumSet.complementOf(EnumSet.of(CHECK)));

  /** From the end of the client's TLS handshake to the log line. */
  public static final Set<Phase> AFTER_HANDSHAKE =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(TCP_CONNECTION, CHECK)));

  /** While the request's bytes are there. */
  public static final Set<Phase> REQUEST =
      Set.copyOf(EnumSet.of(TCP_REQUEST_CONTENT, HTTP_REQUEST));

  /** While the response's bytes are there. */
  public static final Set<Phase> RESPONSE =
      Set.copyOf(EnumSet.of(TCP_RESPONSE_CONTENT, HTTP_RESPONSE, HTTP_AFTER_RESPONSE, CHECK));

  /** While the bytes of either message are there. */
  public static final Set<Phase> MESSAGE =
      Set.copyOf(
          EnumSet.of(
              TCP_REQUEST_CONTENT,
              HTTP_REQUEST,
              TCP_RESPONSE_CONTENT,
              HTTP_RESPONSE,
              HTTP_AFTER_RESPONSE,
              CHECK));

  /** From the request to the log line: what is remembered of a request. */
  public static final Set<Phase> AFTER_REQUEST =
      Set.copyOf(
          EnumSet.of(
              TCP_REQUEST_CONTENT,
              HTTP_REQUEST,
              TCP_RESPONSE_CONTENT,
              HTTP_RESPONSE,
              HTTP_AFTER_RESPONSE,
              LOG));

  /** From the response to the log line: what is remembered of a response. */
  public static final Set<Phase> AFTER_RESPONSE =
      Set.copyOf(EnumSet.of(TCP_RESPONSE_CONTENT, HTTP_RESPONSE, HTTP_AFTER_RESPONSE, LOG, CHECK));
}
