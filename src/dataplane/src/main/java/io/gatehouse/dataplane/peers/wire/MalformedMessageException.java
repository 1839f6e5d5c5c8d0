package io.gatehouse.dataplane.peers.wire;

/** Another node said what nobody can understand; the connection to it ends. */
public final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String what) {
    super(what);
  }
}
