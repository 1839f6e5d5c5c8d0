package io.gatehouse.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every scenario is logged with the lines of the real HAProxy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogLineOracleTest {
  private final List<Scenario> scenarios = new ArrayList<>();
  private @Nullable TwoLogs logs;

  @BeforeAll
  void runAllThroughBoth() throws IOException, InterruptedException {
    assumeTrue(RealHaproxy.installed(), "needs the haproxy program");
    scenarios.addAll(HttpScenarios.all());
    scenarios.addAll(AbortScenarios.all());
    scenarios.addAll(TimeoutScenarios.all());
    scenarios.addAll(TcpScenarios.all());
    scenarios.addAll(OptionScenarios.all());
    scenarios.addAll(CaptureScenarios.all());
    scenarios.addAll(TargetScenarios.all());
    scenarios.addAll(HandshakeScenarios.all());
    logs = new TwoLogs(scenarios);
  }

  @TestFactory
  List<DynamicTest> linesEqualHaproxys() {
    return scenarios.stream()
        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> equal(scenario)))
        .toList();
  }

  private void equal(Scenario scenario) throws InterruptedException {
    TwoLogs both = logs;
    assertThat(both).isNotNull();
    if (both != null) {
      assertThat(both.faults(scenario)).isEmpty();
      assertThat(both.ours(scenario)).isEqualTo(both.theirs(scenario));
      assertThat(both.theirs(scenario)).hasSize(scenario.lines());
    }
  }

  @AfterAll
  void close() throws IOException {
    if (logs != null) {
      logs.close();
    }
  }
}
