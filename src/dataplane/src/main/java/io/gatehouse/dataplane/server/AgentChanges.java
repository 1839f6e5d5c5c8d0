package io.gatehouse.dataplane.server;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.dataplane.agent.AgentReply;
import io.gatehouse.dataplane.agent.AgentState;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.health.CheckMessages;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.health.Health;

/** What agents say, done to their servers. Control thread, else {@link IllegalStateException}. */
public final class AgentChanges {
  private final RunningBackend backend;
  private final ControlThread control;

  AgentChanges(RunningBackend backend, ControlThread control) {
    this.backend = backend;
    this.control = control;
  }

  /**
   * First the operator's state, so that a health told with it can take effect after it.
   *
   * @param millis how long it took to hear it
   */
  public void said(RunningServer server, AgentReply reply, long millis) {
    control.require();
    AgentState agent = server.agent();
    if (agent == null || !agent.check().enabled()) {
      return;
    }
    if (reply.failure().isPresent()) {
      backend.health().checked(server, agent.check(), reply.failure().get(), millis);
      return;
    }
    switch (reply.admin()) {
      case "drain" -> backend.serverState(server, RunningServer.AdminState.DRAIN);
      case "maint" -> backend.serverState(server, RunningServer.AdminState.MAINT);
      case "ready" -> backend.serverState(server, RunningServer.AdminState.READY);
      default -> {}
    }
    String warning = "";
    if (!reply.weight().isEmpty()) {
      warning = ToldLimits.weight(server, reply.weight().strip());
    }
    if (!reply.maxconn().isEmpty()) {
      String other = ToldLimits.maxconn(server, reply.maxconn().strip());
      warning = warning.isEmpty() ? other : warning;
    }
    health(server, agent.check(), new Told(reply, warning, millis));
  }

  private record Told(AgentReply reply, String warning, long millis) {
    /** Of an unknown word, a refused value, or nothing. */
    String trouble() {
      return reply.unknown().isEmpty() ? warning : reply.unknown();
    }
  }

  private void health(RunningServer server, CheckState check, Told told) {
    AgentReply reply = told.reply();
    CheckResult result;
    if (!reply.health().isEmpty()) {
      Health now = check.health();
      check.health(reply.up() ? now.best() : now.worst());
      boolean free = reply.description().isEmpty() || reply.up();
      String why = free && !told.trouble().isEmpty() ? told.trouble() : reply.description();
      String info = "via agent : " + reply.health() + (why.isEmpty() ? "" : " (" + why + ")");
      result = new CheckResult(reply.up() ? CheckStatus.L7OK : CheckStatus.L7STS, 0, info);
    } else if (!reply.unknown().isEmpty()) {
      result = CheckResult.of(CheckStatus.CHECKED, "agent reports an error : " + reply.unknown());
    } else if (!told.warning().isEmpty()) {
      result = CheckResult.of(CheckStatus.CHECKED, "agent warns : " + told.warning());
    } else {
      result = CheckResult.of(CheckStatus.CHECKED);
    }
    backend.health().checked(server, check, result, told.millis());
  }

  /** {@code set server … agent up|down}. */
  public void force(RunningServer server, boolean up) {
    control.require();
    AgentState agent = server.agent();
    if (agent == null) {
      return;
    }
    Health now = agent.check().health();
    agent.check().health(up ? now.best() : now.worst());
    if (up) {
      backend.operational().start(server, CheckMessages.FROM_CLI);
    } else {
      backend.operational().stop(server, CheckMessages.FROM_CLI);
    }
  }
}
