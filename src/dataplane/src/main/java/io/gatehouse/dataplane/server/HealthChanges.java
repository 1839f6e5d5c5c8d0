package io.gatehouse.dataplane.server;

import static io.gatehouse.dataplane.health.OperationalState.STOPPING;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.dataplane.agent.AgentState;
import io.gatehouse.dataplane.health.CheckMessages;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.health.Health;
import io.gatehouse.dataplane.server.RunningBackend.ForcedHealth;
import org.jspecify.annotations.Nullable;

/** What results of checks do to servers. Control thread. */
final class HealthChanges {
  private final RunningBackend backend;
  private final StateLog log;

  HealthChanges(RunningBackend backend, StateLog log) {
    this.backend = backend;
    this.log = log;
  }

  /** Counts a result. The reason of a change is told once: with the check, or with the change. */
  void checked(RunningServer server, CheckState check, CheckResult result, long millis) {
    boolean logged = backend.backend().checks().logHealthChecks();
    boolean report = check.count(result, millis);
    Observation observation = server.observation();
    if (observation != null && result.status().passed()) {
      observation.clear();
    }
    if (report && logged) {
      log.checked(server, check);
    }
    String cause = logged ? "" : CheckMessages.why(check);
    if (result.status() == CheckStatus.CHECKED) {
      return;
    }
    if (!result.status().passed()) {
      boolean says = !check.agent() || result.status() == CheckStatus.L7STS;
      if (says && check.health().value() == 0) {
        backend.operational().stop(server, cause);
      }
    } else if (well(server) && !(check.agent() && server.life().state() == STOPPING)) {
      if (result.status() == CheckStatus.L7OKC) {
        backend.operational().stopping(server, cause);
      } else {
        backend.operational().start(server, cause);
      }
    }
  }

  /** Whether neither its own checks nor its agent say that it is down. */
  static boolean well(RunningServer server) {
    AgentState agent = server.agent();
    return well(server.check()) && (agent == null || well(agent.check()));
  }

  private static boolean well(@Nullable CheckState check) {
    return check == null || !check.enabled() || check.health().up();
  }

  /** {@code set server … health}. */
  void force(RunningServer server, ForcedHealth health) {
    CheckState check = server.check();
    if (check != null) {
      Health now = check.health();
      check.health(health == ForcedHealth.DOWN ? now.worst() : now.best());
    }
    server.life().forced(health != ForcedHealth.DOWN);
    switch (health) {
      case UP -> backend.operational().start(server, CheckMessages.FROM_CLI);
      case STOPPING -> backend.operational().stopping(server, CheckMessages.FROM_CLI);
      case DOWN -> backend.operational().stop(server, CheckMessages.FROM_CLI);
    }
  }

  /** Traffic failed too often: does what {@code on-error} says. */
  void observed(RunningServer server, CheckState check, String words) {
    check.hurry();
    Health now = check.health();
    boolean failure =
        switch (server.server().health().observe().onError()) {
          case FASTINTER -> false;
          case FAIL_CHECK -> true;
          case SUDDEN_DEATH -> {
            check.health(now.value() > now.rise() ? now.lastChance() : now);
            yield true;
          }
          case MARK_DOWN -> {
            check.health(now.barelyUp());
            yield true;
          }
        };
    if (failure) {
      checked(server, check, CheckResult.of(CheckStatus.HANA, words), -1);
    }
    backend.consequences().checkSoon(server);
  }
}
