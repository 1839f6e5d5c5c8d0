package io.gatehouse.dataplane.server;

import io.gatehouse.api.balance.Selector;
import io.gatehouse.api.rule.ExchangeControl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a backend's algorithm for a server. One for each event loop, so that it can be reused. */
public final class Chooser implements Selector.Filter {
  private List<RunningServer> servers = List.of();
  private @Nullable RunningServer failed;

  /**
   * The server that a {@code use-server} rule names, else that of the algorithm's choice; it may be
   * saturated, the exchange then waits for it.
   *
   * @param failed to be avoided while another one is there
   * @return null when no server can take the exchange now
   */
  public @Nullable RunningServer choose(
      RunningBackend backend, ExchangeControl exchange, @Nullable RunningServer failed) {
    RunningServer named = failed == null ? backend.named(exchange, false) : null;
    if (named != null) {
      return named;
    }
    Roster roster = backend.roster();
    servers = roster.servers();
    this.failed = servers.size() > 1 ? failed : null;
    int index = servers.isEmpty() ? Selector.NONE : roster.selector().choose(exchange, this);
    if (index == Selector.NONE && this.failed != null) {
      this.failed = null;
      index = roster.selector().choose(exchange, this);
    }
    RunningServer chosen = index == Selector.NONE ? null : servers.get(index);
    servers = List.of();
    this.failed = null;
    return chosen;
  }

  @Override
  public boolean open(int index) {
    RunningServer server = servers.get(index);
    return server != failed && server.open();
  }

  @Override
  public boolean avoided(int index) {
    return servers.get(index) == failed;
  }
}
