package io.gatehouse.dataplane.server;

import io.gatehouse.dataplane.agent.AgentState;
import io.gatehouse.dataplane.health.AdminFlags;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.health.Health;
import io.gatehouse.dataplane.health.OperationalState;
import io.gatehouse.dataplane.health.ServerLife;
import io.gatehouse.dataplane.statefile.StateLine;
import io.gatehouse.dataplane.telemetry.ProxyCounters;
import io.gatehouse.model.AgentCheck;
import io.gatehouse.model.Check;
import io.gatehouse.model.Server;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a server begins: as its configuration says, and after a reload that changed it as the one
 * before it stands, by the rules of HAProxy's server state files (management guide, {@code show
 * servers state}): what the file says anew is stronger, what it says as before is not.
 *
 * @param before the server of its name in the configuration that was in force, if there was one
 * @param past what a state file says of it when the process starts; only its place matters here
 * @param atRest it comes from the runtime socket: in maintenance, its checks wait for a word as
 *     well
 */
record Inheritance(
    Server server, @Nullable RunningServer before, @Nullable StateLine past, boolean atRest) {
  private static final int OF_OPERATOR = AdminFlags.FORCED_MAINT | AdminFlags.FORCED_DRAIN;

  /** Those of another machine are not continued; those of the same one share its limit. */
  ProxyCounters counters() {
    return before == null || !samePlace(before) ? new ProxyCounters() : before.counters();
  }

  private boolean samePlace(RunningServer old) {
    return old.server().endpoint().equals(server.endpoint());
  }

  Place place() {
    return before == null || !samePlace(before)
        ? Place.first(new PastPlace(server, past))
        : new Place(server, before.address(), before.hostName());
  }

  int weight() {
    boolean same = before != null && before.initialWeight() == server.weight();
    return same && before != null ? before.userWeight() : server.weight();
  }

  int maxconn() {
    boolean same =
        before != null && before.server().limits().maxconn() == server.limits().maxconn();
    return same && before != null ? before.configuredMaxconn() : server.limits().maxconn();
  }

  ServerLife life(boolean unresolved) {
    int flags = flags() | (unresolved ? AdminFlags.RESOLUTION_MAINT : 0);
    ServerLife life = new ServerLife(state(AdminFlags.maint(flags)), flags);
    if (before != null) {
      life.keepSessionsLike(before.life());
    }
    life.uncheckedHealth(AdminFlags.maint(flags) ? 0 : server.health().rise());
    return life;
  }

  private int flags() {
    if (atRest) {
      return AdminFlags.FORCED_MAINT;
    }
    int configured = server.disabled() ? AdminFlags.FORCED_MAINT | AdminFlags.CONFIGURED_MAINT : 0;
    if (before == null || before.server().disabled() != server.disabled()) {
      return configured;
    }
    int old = before.life().flags();
    return old & (OF_OPERATOR | AdminFlags.CONFIGURED_MAINT | AdminFlags.RENAMED);
  }

  private OperationalState state(boolean maint) {
    if (maint) {
      return OperationalState.STOPPED;
    }
    if (before != null && watched() && !before.life().maint()) {
      OperationalState old = before.life().state();
      // A ramp is not begun anew.
      return old == OperationalState.STARTING ? OperationalState.RUNNING : old;
    }
    return switch (server.health().initState()) {
      case NONE, UP, FULLY_UP -> OperationalState.RUNNING;
      case DOWN, FULLY_DOWN -> OperationalState.STOPPED;
    };
  }

  /** Whether something will bring it up again if it is down. */
  private boolean watched() {
    return server.check().isPresent()
        || server.health().agent().isPresent()
        || server.health().track().isPresent();
  }

  @Nullable CheckState check(ServerLife life) {
    if (server.check().isEmpty()) {
      return null;
    }
    CheckState check = new CheckState(server.check().get(), server.health().initState());
    CheckState old = before == null ? null : before.check();
    if (old != null && !old.paused()) {
      check.continues(old, health(check.check(), old.health()));
    }
    if (atRest) {
      check.enabled(false);
    }
    if (life.maint()) {
      check.paused(!atRest);
      check.health(check.health().worst());
    }
    return check;
  }

  /** What the operator said of the agent, too, holds until the file says something else of it. */
  @Nullable AgentState agent() {
    if (server.health().agent().isEmpty()) {
      return null;
    }
    AgentCheck asked = server.health().agent().get();
    AgentState agent = new AgentState(asked);
    if (atRest) {
      agent.check().enabled(false);
    }
    AgentState old = before == null ? null : before.agent();
    if (old != null) {
      CheckState counted = old.check();
      agent.check().continues(counted, health(asked.check(), counted.health()));
      boolean same = before != null && before.server().health().agent().equals(Optional.of(asked));
      if (same) {
        agent.send(old.send());
      }
    }
    return agent;
  }

  /** The same side of the line, as far from it as the new numbers allow. */
  private static Health health(Check check, Health old) {
    int rise = check.rise();
    int value =
        old.up()
            ? Math.min(rise + old.value() - old.rise(), rise + check.fall() - 1)
            : Math.min(old.value(), rise - 1);
    return new Health(rise, check.fall(), value);
  }
}
