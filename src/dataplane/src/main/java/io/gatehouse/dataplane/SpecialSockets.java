package io.gatehouse.dataplane;

import io.gatehouse.model.Endpoint;
import io.gatehouse.model.GatewayModel;

/** Unix sockets and descriptors of the parent process: of the transports only epoll knows them. */
final class SpecialSockets {
  private SpecialSockets() {}

  static boolean in(GatewayModel model) {
    return model.frontends().stream()
            .flatMap(frontend -> frontend.binds().stream())
            .anyMatch(bind -> !(bind.endpoint() instanceof Endpoint.Inet))
        || model.backends().stream()
            .flatMap(backend -> backend.servers().stream())
            .anyMatch(server -> !(server.endpoint() instanceof Endpoint.Inet));
  }
}
