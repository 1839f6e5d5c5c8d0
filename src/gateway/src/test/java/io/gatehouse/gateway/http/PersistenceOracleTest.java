package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cookies lead where those of the real HAProxy lead, and are written as it writes them. */
@Timeout(60)
class PersistenceOracleTest {
  @Test
  void cookiesAreThoseOfHaproxy() throws IOException, InterruptedException {
    assertThat(ScenarioOracle.differences("/http/persistence.txt")).isEmpty();
  }
}
