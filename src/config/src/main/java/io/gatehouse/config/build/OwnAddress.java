package io.gatehouse.config.build;

import io.gatehouse.model.Endpoint;

/** Whether connecting to one endpoint certainly arrives at another of this machine. */
final class OwnAddress {
  private OwnAddress() {}

  static boolean reaches(Endpoint server, Endpoint bind) {
    return switch (bind) {
      case Endpoint.Inherited _ -> false;
      case Endpoint.Unix unix -> unix.equals(server);
      case Endpoint.Inet listener ->
          server instanceof Endpoint.Inet target
              && target.port() == listener.port()
              && target.port() != 0
              && meets(target, listener);
    };
  }

  private static boolean meets(Endpoint.Inet target, Endpoint.Inet listener) {
    if (target.host().equals(listener.host())) {
      return true;
    }
    boolean v6 = listener.family() == Endpoint.Family.IPV6;
    return switch (listener.host()) {
      case "", "*", "0.0.0.0" ->
          !v6 && (target.host().startsWith("127.") || target.host().equals("localhost"));
      case "::" -> target.host().equals("::1");
      default -> false;
    };
  }
}
