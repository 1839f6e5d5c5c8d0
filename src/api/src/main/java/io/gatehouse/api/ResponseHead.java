package io.gatehouse.api;

/** A response's head (RFC 9112 section 4). See {@link HttpHead} for threads and lifetime. */
public interface ResponseHead extends HttpHead {

  int status();

  int reasonOffset();

  int reasonLength();
}
