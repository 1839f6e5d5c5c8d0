package io.gatehouse.dataplane;

import io.gatehouse.model.Backend;
import io.gatehouse.model.Bind;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Server;
import java.util.ArrayList;
import java.util.List;

/** Refuses at start what this data plane would otherwise ignore. All reasons at once. */
final class NotYet {
  private final List<String> reasons = new ArrayList<>();

  private NotYet() {}

  static void refuse(GatewayModel model) {
    NotYet found = new NotYet();
    model.frontends().forEach(found::frontend);
    model.backends().forEach(found::backend);
    if (!found.reasons.isEmpty()) {
      throw new IllegalStateException(String.join("\n", found.reasons));
    }
  }

  private void when(boolean used, String proxy, String what) {
    if (used) {
      reasons.add("proxy '" + proxy + "': " + what + " is not supported by the data plane");
    }
  }

  private void frontend(Frontend frontend) {
    String name = frontend.proxy().name();
    when(frontend.proxy().mode() == Mode.HEALTH, name, "mode health");
    when(frontend.monitor().flatMap(Frontend.Monitor::net).isPresent(), name, "monitor-net");
    for (Bind bind : frontend.binds()) {
      when(bind.flags().acceptProxy(), name, "accept-proxy");
    }
  }

  private void backend(Backend backend) {
    String name = backend.proxy().name();
    when(!backend.useServers().isEmpty(), name, "use-server");
    when(backend.proxy().tcp().source().isPresent(), name, "source");
    for (Server server : backend.servers()) {
      when(server.link().sendProxy() > 0, name, "send-proxy");
      when(server.link().source().isPresent(), name, "source");
      when(server.link().networkInterface().isPresent(), name, "interface");
    }
  }
}
