package io.gatehouse.dataplane.check;

import io.gatehouse.api.Surroundings;
import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.HealthChecker;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server's own checks, by a checker that may block. */
final class CheckerTask extends BlockingTask {
  private static final Logger LOG = LoggerFactory.getLogger(CheckerTask.class);

  private final RunningServer server;
  private final Supplier<Surroundings> surroundings;
  private final Targets targets;
  private final Duration limit;
  private final HealthChecker checker;

  /**
   * @param surroundings of the configuration in force
   */
  CheckerTask(
      ControlThread control,
      RunningServer server,
      Targets targets,
      Supplier<Surroundings> surroundings) {
    super(control, "check " + server.label());
    this.server = server;
    this.surroundings = surroundings;
    this.targets = targets;
    this.limit = targets.limit();
    this.checker = targets.checker().create();
  }

  @Override
  Finding find() {
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
  Finding late() {
    CheckResult result = CheckResult.of(CheckStatus.L7TOUT);
    return millis -> server.backend().serverChecked(server, result, millis);
  }

  @Override
  Duration limit() {
    return limit;
  }

  @Override
  public boolean fits(RunningBackend backend) {
    return targets.fit(backend);
  }

  @Override
  public void close() {
    super.close();
    checker.close();
  }
}
