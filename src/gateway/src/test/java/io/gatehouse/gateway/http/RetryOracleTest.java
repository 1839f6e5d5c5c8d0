package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Retries, redispatches and queues bring requests where the real HAProxy brings them. */
@Timeout(60)
class RetryOracleTest {
  @Test
  void attemptsAreThoseOfHaproxy() throws IOException, InterruptedException {
    assertThat(ScenarioOracle.differences("/http/retries.txt")).isEmpty();
  }
}
