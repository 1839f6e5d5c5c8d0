package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What actions do to a request and its answer is what they do in the real HAProxy. */
@Timeout(60)
class ActionOracleTest {
  @Test
  void actionsChangeMessagesAsInHaproxy() throws IOException, InterruptedException {
    assertThat(ScenarioOracle.differences("/http/actions.txt")).isEmpty();
  }
}
