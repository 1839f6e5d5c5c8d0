package io.gatehouse.api;

/** A request's head (RFC 9112 section 3). See {@link HttpHead} for threads and lifetime. */
public interface RequestHead extends HttpHead {

  int methodOffset();

  int methodLength();

  /** The request target as received, in whichever of its four forms. */
  int uriOffset();

  int uriLength();

  /** The path up to but without {@code ?}; -1 where the target has none ({@code *}, authority). */
  int pathOffset();

  int pathLength();

  /** The part after {@code ?}; length 0 where there is none. */
  int queryOffset();

  int queryLength();
}
