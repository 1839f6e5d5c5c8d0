package io.gatehouse.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class QuickstartTest {

  @Test
  void everyAlgorithmIsShownAndTheProgramEnds() throws Exception {
    try (Launched quickstart = Launched.start("gatehouse", "quickstart", "--requests", "40")) {
      String shown = quickstart.toTheEnd();
      assertThat(quickstart.exitCode()).as(shown).isZero();
      for (String algorithm : algorithms()) {
        assertThat(shown).contains("balance " + algorithm);
      }
      assertThat(shown).containsPattern("balance roundrobin +a +█+░+ +30 +75\\.0 %");
    }
  }

  private static List<String> algorithms() throws Exception {
    try (Launched plugins = Launched.start("gatehouse", "plugins")) {
      return plugins
          .toTheEnd()
          .lines()
          .filter(line -> line.startsWith("balancer "))
          .map(line -> line.split(" +")[1])
          .toList();
    }
  }

  @Test
  void rehearsalEndsAsHaproxyDoesOnSigterm() throws Exception {
    try (Launched rehearsal = Launched.start("gatehouse", "rehearse")) {
      String words = rehearsal.toTheEnd();
      assertThat(rehearsal.exitCode()).as(words).isZero();
    }
  }
}
