package io.gatehouse.api.check;

import java.net.SocketAddress;
import java.time.Duration;

/**
 * What a probe is aimed at.
 *
 * @param address with {@code addr} and {@code port} of the check applied: of the classes of
 *     java.net, but for an abstract Unix socket, which only the gateway's own connections reach
 * @param connectTimeout min(timeout connect, inter) where {@code timeout check} is set, else inter
 * @param readTimeout {@code timeout check}, else what is left of inter
 */
public record CheckTarget(
    String backend,
    String server,
    SocketAddress address,
    Duration connectTimeout,
    Duration readTimeout,
    CheckRoute route,
    CheckScene scene) {

  /** Of a plain connection, outside of a gateway. */
  public CheckTarget(
      String backend,
      String server,
      SocketAddress address,
      Duration connectTimeout,
      Duration readTimeout) {
    this(backend, server, address, connectTimeout, readTimeout, CheckRoute.DIRECT, CheckScene.NONE);
  }
}
