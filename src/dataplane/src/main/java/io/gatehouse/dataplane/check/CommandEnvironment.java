package io.gatehouse.dataplane.check;

import io.gatehouse.api.Surroundings;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.Bind;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Mode;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command that checks a server is told (manual section 4.2, {@code external-check command}).
 * Belongs to the thread of one probe.
 */
record CommandEnvironment(RunningServer server, Surroundings surroundings) {

  Map<String, String> variables() {
    RunningBackend backend = server.backend();
    Map<String, String> all = new HashMap<>();
    if (backend.backend().checks().preserveEnvironment()) {
      all.putAll(System.getenv());
    }
    all.put("HAPROXY_PROXY_NAME", backend.name());
    all.put("HAPROXY_PROXY_ID", String.valueOf(backend.id()));
    listener(all);
    all.put("HAPROXY_SERVER_NAME", server.name());
    all.put("HAPROXY_SERVER_ID", String.valueOf(server.id()));
    SocketAddress address = server.address();
    all.put("HAPROXY_SERVER_ADDR", host(address));
    boolean inet = address instanceof InetSocketAddress;
    all.put(
        "HAPROXY_SERVER_PORT",
        inet ? String.valueOf(((InetSocketAddress) address).getPort()) : "NOT_USED");
    all.put("HAPROXY_SERVER_MAXCONN", String.valueOf(server.configuredMaxconn()));
    all.put("HAPROXY_SERVER_CURCONN", String.valueOf(server.sessions()));
    all.put("HAPROXY_SERVER_SSL", "0");
    boolean http = backend.backend().proxy().mode() == Mode.HTTP;
    all.put("HAPROXY_SERVER_PROTO", http ? "h1" : "tcp");
    return all;
  }

  private static String host(SocketAddress address) {
    return switch (address) {
      case InetSocketAddress inet when !inet.isUnresolved() ->
          NetUtil.toAddressString(inet.getAddress());
      case DomainSocketAddress unix -> unix.path();
      default -> "";
    };
  }

  private void listener(Map<String, String> all) {
    String address = "";
    String port = "";
    Bind bind = firstBind();
    if (bind != null) {
      switch (bind.endpoint()) {
        case Endpoint.Inet inet -> {
          address = inet.host();
          port = String.valueOf(inet.port());
        }
        case Endpoint.Unix unix -> address = unix.path();
        case Endpoint.Inherited _ -> {}
      }
    }
    all.put("HAPROXY_PROXY_ADDR", address);
    all.put("HAPROXY_PROXY_PORT", port);
  }

  private @Nullable Bind firstBind() {
    return surroundings.frontend(server.backend().name()) instanceof RunningFrontend own
        ? own.frontend().binds().stream()
            .filter(bind -> !(bind.endpoint() instanceof Endpoint.Inherited))
            .findFirst()
            .orElse(null)
        : null;
  }
}
