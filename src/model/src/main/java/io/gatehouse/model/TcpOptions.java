package io.gatehouse.model;

/** Transport behaviour of a proxy. */
public record TcpOptions(
    KeepAlive clientKeepAlive,
    KeepAlive serverKeepAlive,
    boolean clientNoLinger,
    boolean serverNoLinger,
    boolean independentStreams) {

  public static final TcpOptions STANDARD =
      new TcpOptions(KeepAlive.OFF, KeepAlive.OFF, false, false, false);
}
