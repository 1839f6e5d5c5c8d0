package io.gatehouse.dataplane;

import io.gatehouse.model.Backend;
import io.gatehouse.model.GatewayModel;
import java.util.ArrayList;
import java.util.List;

/** Refuses at start what this data plane would otherwise ignore. All reasons at once. */
final class NotYet {
  private final List<String> reasons = new ArrayList<>();

  private NotYet() {}

  static void refuse(GatewayModel model) {
    NotYet found = new NotYet();
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

  private void backend(Backend backend) {
    String name = backend.proxy().name();
    when(!backend.useServers().isEmpty(), name, "use-server");
  }
}
