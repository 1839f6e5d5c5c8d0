package io.gatehouse.model;

import io.gatehouse.api.vip.VipConfiguration;
import java.util.List;

/**
 * Everything a node needs to run. A {@code listen} section is a frontend and a backend.
 *
 * @param vip what {@code keepalived.conf} says
 */
public record GatewayModel(
    Global global,
    List<Frontend> frontends,
    List<Backend> backends,
    Patterns patterns,
    VipConfiguration vip) {

  public GatewayModel {
    frontends = List.copyOf(frontends);
    backends = List.copyOf(backends);
  }

  /** The same with another limit of connections for the process. */
  public GatewayModel withMaxconn(int connections) {
    return new GatewayModel(global.withMaxconn(connections), frontends, backends, patterns, vip);
  }

  /** The same with other virtual addresses. */
  public GatewayModel with(VipConfiguration other) {
    return new GatewayModel(global, frontends, backends, patterns, other);
  }
}
