package io.gatehouse.api.rule;

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
  CHECK
}
