package io.gatehouse.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.HealthChecker;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.api.vip.Vitality;
import io.gatehouse.dataplane.vitality.VitalityWatch;
import io.gatehouse.dataplane.vitality.VitalityWatch.Finding;
import io.gatehouse.model.Check;
import io.gatehouse.model.Condition;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Rule;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RawClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole data plane and what becomes of it. */
@Timeout(60)
class VitalityTest {
  private static final int PORT = 1;
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final BlockingQueue<Finding> told = new LinkedBlockingQueue<>();

  private Finding next() throws InterruptedException {
    Finding next = told.poll(30, TimeUnit.SECONDS);
    assertThat(next).as("a change of vitality").isNotNull();
    return next;
  }

  /** An action that holds the event loop. */
  private record Hold(CountDownLatch until) implements Action {
    @Override
    public Set<Phase> phases() {
      return Phase.ANYWHERE;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      try {
        until.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Verdict.CONTINUE;
    }
  }

  /** Opened whatever the test finds: a held loop cannot be closed. */
  @FunctionalInterface
  private interface Latch extends AutoCloseable {
    @Override
    void close();
  }

  private record Scripted(String name, HealthChecker checker) implements HealthCheckerSpec {
    @Override
    public HealthChecker create() {
      return checker;
    }
  }

  @Test
  void eventLoopThatIsHeldIsStuckUntilItIsLetGo() throws Exception {
    CountDownLatch letGo = new CountDownLatch(1);
    Models models = new Models(Mode.TCP);
    models.tcpConnection = List.of(new Rule(new Hold(letGo), Condition.ALWAYS));
    try (DataPlane plane = models.server(PORT).start();
        VitalityWatch watch = plane.watch(LIMIT, told::add)) {
      assertThat(next().vitality()).isEqualTo(Vitality.WELL);
      try (RawClient _ = RawClient.connect(Models.port(plane));
          Latch _ = letGo::countDown) {
        Finding stuck = next();
        assertThat(stuck.vitality()).isEqualTo(Vitality.STUCK);
        assertThat(stuck.reason()).contains("event loop 0", "VitalityTest$Hold.run");
        assertThat(watch.finding()).isEqualTo(stuck);
        letGo.countDown();
        assertThat(next().vitality()).isEqualTo(Vitality.WELL);
      }
    }
  }

  @Test
  void listenerThatSomebodyElseEndedIsLost() throws Exception {
    Needs.namespaces();
    Needs.programs("ss");
    try (DataPlane plane = new Models(Mode.TCP).server(PORT).start();
        VitalityWatch watch = plane.watch(LIMIT, told::add)) {
      assertThat(next().vitality()).isEqualTo(Vitality.WELL);
      String port = String.valueOf(Models.port(plane));
      new ProcessBuilder("ss", "-K", "-l", "src", "127.0.0.1", "sport", "=", port)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      assertThat(next()).isEqualTo(lost());
      assertThat(watch.finding()).isEqualTo(lost());
    }
  }

  private static Finding lost() {
    return new Finding(Vitality.LISTENER_LOST, "frontend fe lost a listener");
  }

  @Test
  void listenerThatAnOperatorClosedIsNotLost() throws Exception {
    try (DataPlane plane = new Models(Mode.TCP).server(PORT).start();
        VitalityWatch watch = plane.watch(LIMIT, told::add)) {
      assertThat(next().vitality()).isEqualTo(Vitality.WELL);
      plane.pause();
      assertThat(plane.listeners()).noneMatch(listener -> listener.lost());
      plane.resume();
      plane.softStop();
      assertThat(plane.listeners()).noneMatch(listener -> listener.lost());
      assertThat(watch.finding().vitality()).isEqualTo(Vitality.WELL);
    }
  }

  @Test
  void nodeStartsUntilEveryServerWasCheckedOnce() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (DataPlane plane =
            checked(
                target -> {
                  answer.await();
                  return CheckResult.of(CheckStatus.L4CON);
                });
        VitalityWatch watch = plane.watch(LIMIT, told::add)) {
      assertThat(watch.finding().vitality()).isEqualTo(Vitality.STARTING);
      answer.countDown();
      assertThat(next())
          .isEqualTo(new Finding(Vitality.NO_SERVER, "backend be has no server left"));
    }
  }

  @Test
  void backendThatNobodyUsesDoesNotCount() {
    Models models = new Models(Mode.TCP);
    GatewayModel used = models.server(PORT).build();
    assertThat(used.reachableBackends()).containsExactly("be");
    GatewayModel unused =
        new GatewayModel(
            used.global(),
            List.of(),
            used.backends(),
            used.patterns(),
            used.variables(),
            used.tables(),
            used.peers(),
            used.resolvers(),
            used.namedServers(),
            used.vip());
    assertThat(unused.reachableBackends()).isEmpty();
  }

  @Test
  void backendThatHasAServerAgainIsWell() throws Exception {
    CountDownLatch down = new CountDownLatch(1);
    try (DataPlane plane =
            checked(
                target ->
                    CheckResult.of(down.getCount() > 0 ? CheckStatus.L4CON : CheckStatus.L4OK));
        VitalityWatch watch = plane.watch(LIMIT, told::add)) {
      assertThat(next().vitality()).isEqualTo(Vitality.NO_SERVER);
      down.countDown();
      assertThat(next().vitality()).isEqualTo(Vitality.WELL);
      assertThat(watch.finding().reason()).isEmpty();
    }
  }

  private static DataPlane checked(HealthChecker checker) {
    Models models = new Models(Mode.TCP);
    Duration interval = Duration.ofMillis(500);
    models.checker = new Scripted("scripted", checker);
    models.check =
        Optional.of(
            new Check(
                interval,
                interval,
                interval,
                1,
                1,
                Optional.empty(),
                Optional.empty(),
                0,
                false,
                Optional.empty(),
                Optional.empty(),
                false));
    return models.server(PORT).start();
  }
}
