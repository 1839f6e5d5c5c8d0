package io.gatehouse.model;

import java.util.List;

/** Everything the data plane needs to run. A {@code listen} section is a frontend and a backend. */
public record GatewayModel(
    Global global, List<Frontend> frontends, List<Backend> backends, Patterns patterns) {

  public GatewayModel {
    frontends = List.copyOf(frontends);
    backends = List.copyOf(backends);
  }

  /** The same with another limit of connections for the process. */
  public GatewayModel withMaxconn(int connections) {
    return new GatewayModel(global.withMaxconn(connections), frontends, backends, patterns);
  }
}
