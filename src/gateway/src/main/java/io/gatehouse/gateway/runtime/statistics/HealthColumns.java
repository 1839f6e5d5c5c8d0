package io.gatehouse.gateway.runtime.statistics;

import static io.gatehouse.gateway.runtime.statistics.Column.*;

import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.dataplane.agent.AgentState;
import io.gatehouse.dataplane.health.AdminFlags;
import io.gatehouse.dataplane.health.CheckMessages;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.health.Health;
import io.gatehouse.dataplane.health.OperationalState;
import io.gatehouse.dataplane.server.Observation;
import io.gatehouse.dataplane.server.RunningServer;
import org.jspecify.annotations.Nullable;

/** What the statistics say about a server's health. */
final class HealthColumns {
  private HealthColumns() {}

  static void put(Row row, RunningServer server) {
    row.put(STATUS, status(server)).put(LASTCHG, server.life().sinceSeconds());
    if (server.life().state() == OperationalState.STARTING && counts(server)) {
      row.put(THROTTLE, throttle(server));
    }
    RunningServer tracked = server.tracked();
    if (tracked != null) {
      row.put(TRACKED, tracked.label());
    }
    Observation observation = server.observation();
    if (observation != null) {
      row.put(HANAFAIL, observation.limits());
    }
    CheckState check = server.check();
    if (check != null && check.enabled()) {
      row.put(CHKFAIL, check.failed())
          .put(CHKDOWN, server.life().downTransitions())
          .put(DOWNTIME, server.life().downSeconds());
      if (!check.paused()) {
        check(row, check);
      }
    }
    AgentState agent = server.agent();
    if (agent != null && agent.check().enabled()) {
      agent(row, agent.check());
    }
  }

  private static void agent(Row row, CheckState agent) {
    CheckStatus status = agent.last().status();
    row.put(AGENT_STATUS, status.name())
        .put(AGENT_DESC, status.description())
        .put(LAST_AGT, agent.last().info())
        .put(AGENT_RISE, agent.check().rise())
        .put(AGENT_FALL, agent.check().fall())
        .put(AGENT_HEALTH, agent.health().value());
    if (CheckMessages.coded(status)) {
      row.put(AGENT_CODE, Math.max(0, agent.last().code()));
    }
    if (agent.millis() >= 0) {
      row.put(AGENT_DURATION, agent.millis());
    }
  }

  private static void check(Row row, CheckState check) {
    CheckStatus status = check.last().status();
    row.put(CHECK_STATUS, status.name())
        .put(CHECK_DESC, status.description())
        .put(LAST_CHK, check.last().info())
        .put(CHECK_RISE, check.check().rise())
        .put(CHECK_FALL, check.check().fall())
        .put(CHECK_HEALTH, check.health().value());
    if (CheckMessages.coded(status)) {
      row.put(CHECK_CODE, Math.max(0, check.last().code()));
    }
    if (check.millis() >= 0) {
      row.put(CHECK_DURATION, check.millis());
    }
  }

  private static boolean counts(RunningServer server) {
    return !server.life().drain() && server.userWeight() > 0;
  }

  /** Percent of its weight that counts during a slow start, rounded up. */
  private static int throttle(RunningServer server) {
    int full = server.userWeight() * 16;
    return (100 * server.weight() + full - 1) / full;
  }

  /** {@code UP}, or {@code DOWN 1/2} on the way up, and so on. */
  static String status(RunningServer server) {
    RunningServer tracked = server.tracked();
    if (server.life().maint()) {
      boolean inherited = (server.life().flags() & AdminFlags.INHERITED_MAINT) != 0;
      if ((server.life().flags() & AdminFlags.RESOLUTION_MAINT) != 0) {
        return "MAINT (resolution)";
      }
      return inherited && tracked != null ? "MAINT (via " + tracked.label() + ")" : "MAINT";
    }
    RunningServer decisive = decisive(server);
    CheckState check = enabled(decisive.check());
    AgentState asked = decisive.agent();
    CheckState agent = asked == null ? null : enabled(asked.check());
    String progress = check == null ? "" : progress(check.health());
    return switch (server.life().state()) {
      case STOPPED ->
          agent != null && agent.health().value() == 0 ? "DOWN (agent)" : "DOWN" + progress;
      case STOPPING -> "NOLB" + progress;
      case STARTING, RUNNING -> {
        if (server.life().drain()) {
          yield agent != null ? "DRAIN (agent)" : "DRAIN" + progress;
        }
        yield check == null ? "no check" : "UP" + progress;
      }
    };
  }

  private static @Nullable CheckState enabled(@Nullable CheckState check) {
    return check != null && check.enabled() ? check : null;
  }

  /** The server at the end of the chain of tracked ones. */
  private static RunningServer decisive(RunningServer server) {
    RunningServer last = server;
    RunningServer next = server.tracked();
    while (next != null) {
      last = next;
      next = last.tracked();
    }
    return last;
  }

  private static String progress(Health health) {
    boolean settled = health.value() == 0 || health.value() == health.best().value();
    return settled ? "" : " " + health.steps() + "/" + health.scale();
  }
}
