package io.gatehouse.dataplane.check;

import io.gatehouse.api.Surroundings;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.HealthChecker;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server's own checks, by the checker that its backend asks for. */
final class CheckTask implements ServerProbe.Task {
  private static final Logger LOG = LoggerFactory.getLogger(CheckTask.class);

  private final RunningServer server;
  private final Supplier<Surroundings> surroundings;
  private final Targets targets;
  private final Duration limit;
  private final HealthChecker checker;

  /**
   * @param backend that the server belongs to, or is about to
   * @param surroundings of the configuration in force
   */
  CheckTask(
      RunningServer server,
      RunningBackend backend,
      CheckState state,
      Supplier<Surroundings> surroundings) {
    this.server = server;
    this.surroundings = surroundings;
    this.targets = new Targets(server, backend, state);
    this.limit = targets.limit();
    this.checker = targets.checker().create();
  }

  @Override
  public ServerProbe.Finding find() {
    CheckResult result = result();
    return millis -> server.backend().serverChecked(server, result, millis);
  }

  private CheckResult result() {
    try {
      return checker.probe(targets.target(new Scene(server, surroundings.get())));
    } catch (InterruptedException brokenOff) {
      return CheckResult.of(CheckStatus.L7TOUT);
    } catch (Exception | LinkageError failed) {
      LOG.debug("check of {} failed", server.label(), failed);
      String message = failed.getMessage();
      return CheckResult.of(CheckStatus.SOCKERR, message == null ? failed.toString() : message);
    }
  }

  @Override
  public ServerProbe.Finding late() {
    CheckResult result = CheckResult.of(CheckStatus.L7TOUT);
    return millis -> server.backend().serverChecked(server, result, millis);
  }

  @Override
  public Duration limit() {
    return limit;
  }

  @Override
  public boolean fits(RunningBackend backend) {
    return targets.fit(backend);
  }

  @Override
  public void close() {
    checker.close();
  }
}
