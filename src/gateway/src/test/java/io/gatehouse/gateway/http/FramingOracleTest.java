package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages, connections and their ends are those of the real HAProxy. */
@Timeout(60)
class FramingOracleTest {
  @Test
  void framesAndConnectionsAreThoseOfHaproxy() throws IOException, InterruptedException {
    assertThat(ScenarioOracle.differences("/http/framing.txt")).isEmpty();
  }
}
