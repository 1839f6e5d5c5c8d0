package io.gatehouse.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every scenario is logged with the lines of the real HAProxy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogLineOracleTest {
  private static final int ATTEMPTS = 3;
  private final List<Scenario> scenarios = new ArrayList<>();
  private @Nullable TwoLogs logs;

  @BeforeAll
  void runAllThroughBoth() throws IOException, InterruptedException {
    assumeTrue(RealHaproxy.installed(), "needs the haproxy program");
    scenarios.addAll(HttpScenarios.all());
    scenarios.addAll(AbortScenarios.all());
    scenarios.addAll(TimeoutScenarios.all());
    scenarios.addAll(QueueScenarios.all());
    scenarios.addAll(TcpScenarios.all());
    scenarios.addAll(SpokenRequestScenarios.all());
    scenarios.addAll(OptionScenarios.all());
    scenarios.addAll(CaptureScenarios.all());
    scenarios.addAll(TargetScenarios.all());
    scenarios.addAll(HandshakeScenarios.all());
    scenarios.addAll(MomentScenarios.all());
    logs = new TwoLogs(scenarios);
  }

  @TestFactory
  List<DynamicTest> linesEqualHaproxys() {
    return scenarios.stream()
        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> equal(scenario)))
        .toList();
  }

  /** On a busy machine a side may miss its moment: what differs is tried again by itself. */
  private void equal(Scenario scenario) throws IOException, InterruptedException {
    TwoLogs all = Objects.requireNonNull(logs);
    boolean same = asExpected(all, scenario);
    for (int attempt = 1; !same && attempt < ATTEMPTS; attempt++) {
      try (TwoLogs again = new TwoLogs(List.of(scenario))) {
        same = asExpected(again, scenario);
        if (!same && attempt == ATTEMPTS - 1) {
          assertThat(again.faults(scenario)).isEmpty();
          assertThat(again.ours(scenario)).isEqualTo(again.theirs(scenario));
        }
      }
    }
    assertThat(same).as("%d lines as expected", scenario.lines()).isTrue();
  }

  private static boolean asExpected(TwoLogs both, Scenario scenario) throws InterruptedException {
    List<String> theirs = both.theirs(scenario);
    return both.faults(scenario).isEmpty()
        && theirs.size() == scenario.lines()
        && theirs.equals(both.ours(scenario));
  }

  @AfterAll
  void close() throws IOException {
    if (logs != null) {
      logs.close();
    }
  }
}
