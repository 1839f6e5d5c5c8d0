package io.gatehouse.gateway.plugins;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.balance.Selector;
import java.util.List;

/**
 * A balancer from a jar, wrapped at each step of its life, so that nothing it throws goes further
 * than to its own configuration line or exchange. See {@link PluginGuard} for the threads.
 */
record ContainedBalancer(BalancerPlugin plugin, PluginGuard guard) implements BalancerPlugin {
  @Override
  public String name() {
    return guard.suspect().name();
  }

  @Override
  public BalancerSpec parse(Arguments arguments) throws ArgumentException {
    try {
      return new Spec(plugin.parse(arguments), guard);
    } catch (RuntimeException | LinkageError e) {
      throw arguments.error(guard.suspect() + " failed to read its arguments: " + e);
    }
  }

  /** Equal when the plugin's own specs are: a reload then keeps the running balancer. */
  private record Spec(BalancerSpec inner, PluginGuard guard) implements BalancerSpec {
    @Override
    public String name() {
      return guard.suspect().name();
    }

    @Override
    public boolean http() {
      return inner.http();
    }

    @Override
    public boolean dynamic(HashSettings hash) {
      return inner.dynamic(hash);
    }

    @Override
    public Balancer create(BalancerSetup setup) {
      try {
        return new Running(inner.create(setup), guard);
      } catch (RuntimeException | LinkageError e) {
        guard.suspend("its balancer could not be created: " + e);
        return servers -> new GuardedSelector((exchange, filter) -> 0, servers.size(), guard);
      }
    }
  }

  private record Running(Balancer inner, PluginGuard guard) implements Balancer {
    @Override
    public Selector selector(List<Candidate> servers) {
      Selector selector;
      try {
        selector = inner.selector(servers);
      } catch (RuntimeException | LinkageError e) {
        guard.failed("no selector for " + servers.size() + " servers: " + e);
        selector =
            (exchange, filter) -> {
              throw new IllegalStateException("its selector could not be built", e);
            };
      }
      return new GuardedSelector(selector, servers.size(), guard);
    }

    @Override
    public void observe(Candidate server, Outcome outcome) {
      if (!guard.suspended()) {
        Watchdog.running().enter(guard);
        try {
          inner.observe(server, outcome);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
          guard.failed("observe: " + e);
        } finally {
          Watchdog.running().leave();
        }
      }
    }

    @Override
    public void close() {
      try {
        inner.close();
      } catch (RuntimeException | LinkageError e) {
        guard.failed("close: " + e);
      }
    }
  }
}
