package io.gatehouse.dataplane.server;

import io.gatehouse.dataplane.statefile.StateLine;
import io.gatehouse.model.Server;
import io.netty.util.NetUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a server was by what a state file says: its last address is one of those that {@code
 * init-addr} tries, its port holds in any case, and another name than the configuration's only when
 * the runtime socket gave it.
 */
record PastPlace(Server server, @Nullable StateLine past) {

  /** The name of its machine; empty when it has none. */
  String name() {
    String own = Addresses.name(server);
    if (past == null) {
      return own;
    }
    if (renamed()) {
      return past.name();
    }
    return employed() && problem().isEmpty() ? past.name() : own;
  }

  /** Whether it goes on with a name from the runtime socket, which somebody has to resolve. */
  boolean renamed() {
    String own = Addresses.name(server);
    return past != null
        && !server.resolution().resolvers().isEmpty()
        && past.renamed()
        && !own.isEmpty()
        && !past.name().isEmpty()
        && !past.name().equals(own);
  }

  /** Whether a record of a service gave it its name. */
  private boolean employed() {
    return past != null
        && Addresses.name(server).isEmpty()
        && !past.name().isEmpty()
        && !past.service().isEmpty();
  }

  /** Why not all of the line holds; empty when it does. */
  String problem() {
    if (past == null || !employed()) {
      return "";
    }
    if (!server.service()) {
      return ", no SRV resolution for server '%s'. Previous state not applied"
          .formatted(server.name());
    }
    String service = Addresses.text(server);
    return past.service().equals(service)
        ? ""
        : (", SRV record mismatch between configuration ('%s') and state file ('%s) for server"
                + " '%s'. Previous state not applied")
            .formatted(service, past.service(), server.name());
  }

  /** A literal address; anything else in the file is none. */
  Optional<String> lastAddress() {
    return past == null || NetUtil.createByteArrayFromIpAddressString(past.address()) == null
        ? Optional.empty()
        : Optional.of(past.address());
  }

  int port() {
    int own = Addresses.port(server);
    return past == null || !problem().isEmpty() ? own : past.port().orElse(own);
  }
}
