package io.gatehouse.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.HealthChecker;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.Check;
import io.gatehouse.model.Mode;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HealthChecksTest {
  private static final int PORT = 1;

  /** A checker that does what a test says. */
  private record Scripted(String name, HealthChecker checker) implements HealthCheckerSpec {
    @Override
    public HealthChecker create() {
      return checker;
    }
  }

  private static DataPlane start(HealthChecker checker, int inter) {
    Models models = new Models(Mode.TCP);
    Duration interval = Duration.ofMillis(inter);
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

  private static RunningServer server(DataPlane plane) {
    return Objects.requireNonNull(Objects.requireNonNull(plane.backend("be")).server("s1"));
  }

  private static CheckResult lastOf(DataPlane plane) throws Exception {
    CheckState check = Objects.requireNonNull(server(plane).check());
    return plane.control().call(check::last).get(10, TimeUnit.SECONDS);
  }

  @Test
  void aCheckerThatThrowsCountsAsAFailedCheck() throws Exception {
    CountDownLatch twice = new CountDownLatch(2);
    try (DataPlane plane =
        start(
            target -> {
              twice.countDown();
              throw new IllegalStateException("broken " + target.server());
            },
            20)) {
      assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(lastOf(plane)).isEqualTo(CheckResult.of(CheckStatus.SOCKERR, "broken s1"));
      assertThat(server(plane).usable()).isFalse();
    }
  }

  @Test
  void aCheckerThatHangsIsBrokenOffAndCalledAgain() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch again = new CountDownLatch(2);
    try (DataPlane plane =
        start(
            target -> {
              again.countDown();
              try {
                return hang(target);
              } catch (InterruptedException brokenOff) {
                interrupted.countDown();
                throw brokenOff;
              }
            },
            20)) {
      assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(again.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(lastOf(plane).status()).isEqualTo(CheckStatus.L7TOUT);
      assertThat(server(plane).usable()).isFalse();
    }
  }

  private static CheckResult hang(CheckTarget target) throws InterruptedException {
    new CountDownLatch(1).await();
    return CheckResult.of(CheckStatus.L4OK, target.server());
  }

  @Test
  void theEndOfTheDataPlaneEndsProbes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    DataPlane plane =
        start(
            target -> {
              begun.countDown();
              try {
                return hang(target);
              } catch (InterruptedException ended) {
                interrupted.countDown();
                throw ended;
              }
            },
            3_600_000);
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    plane.close();
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void oneServerIsNeverCheckedTwiceAtATime() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch enough = new CountDownLatch(50);
    try (DataPlane plane =
        start(
            target -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              now.decrementAndGet();
              enough.countDown();
              return CheckResult.of(CheckStatus.L4OK);
            },
            1)) {
      assertThat(enough.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(most).hasValue(1);
      assertThat(server(plane).usable()).isTrue();
    }
  }
}
