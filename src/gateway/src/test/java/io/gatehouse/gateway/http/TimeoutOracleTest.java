package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each timeout leads to the answer and the ending of the real HAProxy. */
@Timeout(60)
class TimeoutOracleTest {
  @Test
  void timeoutsEndAsThoseOfHaproxy() throws IOException, InterruptedException {
    assertThat(ScenarioOracle.differences("/http/timeouts.txt")).isEmpty();
  }
}
