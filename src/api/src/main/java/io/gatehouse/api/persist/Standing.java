package io.gatehouse.api.persist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How things stand for an exchange when a persistence is asked. Valid during the call only. */
public interface Standing {

  /** The backend's servers in the order of the configuration; the same list for all exchanges. */
  List<? extends StickyServer> servers();

  /**
   * The server of this name, which is what to remember one by: a reload may make it anew.
   *
   * @return null where there is none, or no more
   */
  default @Nullable StickyServer server(String name) {
    for (StickyServer server : servers()) {
      if (server.name().equals(name)) {
        return server;
      }
    }
    return null;
  }

  /**
   * Whether the exchange may be brought to this server: it is up, or {@code option persist} or a
   * {@code force-persist} rule brings exchanges to servers that are down, too.
   */
  boolean usable(StickyServer server);

  /** A {@code use-server} rule or another persistence has named the server already. */
  boolean settled();

  /** An {@code ignore-persist} rule holds. */
  boolean ignored();

  /** The exchange is with the server that a persistence or a rule named, not the balancer's. */
  boolean direct();
}
