package io.gatehouse.gateway.plugins;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.persist.PersistenceSetup;
import io.gatehouse.api.persist.SessionPersistence;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import io.gatehouse.api.persist.SessionPersistenceSpec;
import io.gatehouse.api.persist.StickyServer;
import io.gatehouse.api.persist.Visit;
import java.util.List;

/**
 * A persistence from a jar, wrapped at each step of its life: what it throws stays with its own
 * configuration line or exchange, and that exchange is balanced. Its visits edit messages, so they
 * cannot be tried on a thread beside the event loop; the {@link Watchdog} measures them from the
 * first call.
 */
record ContainedPersistence(SessionPersistencePlugin plugin, PluginGuard guard)
    implements SessionPersistencePlugin {
  private static final Visit NOTHING = (exchange, standing) -> null;

  @Override
  public String name() {
    return guard.suspect().name();
  }

  @Override
  public SessionPersistenceSpec parse(Arguments arguments) throws ArgumentException {
    try {
      return new Spec(plugin.parse(arguments), guard);
    } catch (RuntimeException | LinkageError e) {
      throw arguments.error(guard.suspect() + " failed to read its arguments: " + e);
    }
  }

  /** Equal when the plugin's own specs are: a reload then keeps the running persistence. */
  private record Spec(SessionPersistenceSpec inner, PluginGuard guard)
      implements SessionPersistenceSpec {
    @Override
    public String name() {
      return guard.suspect().name();
    }

    @Override
    public boolean http() {
      return inner.http();
    }

    @Override
    public int rank() {
      return inner.rank();
    }

    @Override
    public String label() {
      try {
        return inner.label();
      } catch (RuntimeException | LinkageError e) {
        guard.failed("label: " + e);
        return "";
      }
    }

    @Override
    public List<String> doubts(List<ServerFacts> servers, PersistenceSetup setup) {
      try {
        return inner.doubts(servers, setup);
      } catch (RuntimeException | LinkageError e) {
        return List.of(guard.suspect() + " failed to look at the servers: " + e);
      }
    }

    @Override
    public SessionPersistence create(PersistenceSetup setup) {
      try {
        return new Running(inner.create(setup), guard);
      } catch (RuntimeException | LinkageError e) {
        guard.suspend("its persistence could not be created: " + e);
        return () -> NOTHING;
      }
    }
  }

  private record Running(SessionPersistence inner, PluginGuard guard)
      implements SessionPersistence {
    @Override
    public Visit visit() {
      if (guard.suspended()) {
        return NOTHING;
      }
      try {
        return new GuardedVisit(inner.visit(), guard);
      } catch (RuntimeException | LinkageError e) {
        guard.failed("visit: " + e);
        return NOTHING;
      }
    }

    @Override
    public String label(StickyServer server) {
      try {
        return inner.label(server);
      } catch (RuntimeException | LinkageError e) {
        guard.failed("label: " + e);
        return "";
      }
    }

    @Override
    public void dynamic(boolean on) {
      contained("dynamic", () -> inner.dynamic(on));
    }

    @Override
    public void dynamicKey(String key) {
      contained("dynamicKey", () -> inner.dynamicKey(key));
    }

    @Override
    public void close() {
      contained("close", inner::close);
    }

    private void contained(String call, Runnable work) {
      try {
        work.run();
      } catch (RuntimeException | LinkageError e) {
        guard.failed(call + ": " + e);
      }
    }
  }
}
