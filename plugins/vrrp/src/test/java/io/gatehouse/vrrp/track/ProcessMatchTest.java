package io.gatehouse.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Tracked.ParameterMatch;
import io.gatehouse.api.vip.Tracked.TrackProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessMatchTest {

  @ParameterizedTest
  @CsvSource({
    "1 (nginx) S 0 1, true",
    "1 (nginx) Z 0 1, false",
    "1 (nginx2) S 0 1, false",
    "1 (x) nginx) S 0, false",
    "nonsense, false",
    "1 (nginx), false",
  })
  void nameIsComparedWholeAndZombiesDoNotRun(String stat, boolean matches) {
    ProcessMatch match = new ProcessMatch(wanted("nginx", "", ParameterMatch.ANY));

    assertThat(match.matchesName(stat)).isEqualTo(matches);
  }

  /** Words of command lines are separated by | here. */
  @ParameterizedTest
  @CsvSource({
    "EXACT, -f x, nginx|-f|x|, true",
    "EXACT, -f x, nginx|-f|xy|, false",
    "EXACT, -f x, nginx|-f|x|y|, false",
    "EXACT, '', nginx|, true",
    "EXACT, '', nginx|-f|, false",
    "PARTIAL, -f x, nginx|-f|x|y|, true",
    "PARTIAL, -f x, nginx|-f|xy|, false",
    "PARTIAL, '', nginx|-f|, true",
    "INITIAL, -f x, nginx|-f|xy|z|, true",
    "INITIAL, -f x, nginx|-f|y|, false",
    "ANY, '', nginx|-f|, true",
    "ANY, '', /usr/sbin/nginx|-f|, false",
    "ANY, '', '', false",
  })
  void parametersAreComparedAsAsked(
      ParameterMatch how, String parameters, String line, boolean matches) {
    ProcessMatch match = new ProcessMatch(wanted("nginx", parameters, how));

    assertThat(match.matchesLine(line.replace('|', '\0'))).isEqualTo(matches);
  }

  @Test
  void processThatIsGoneMatchesNothing() {
    assertThat(new ProcessMatch(wanted("java", "", ParameterMatch.ANY)).matches(-1)).isFalse();
  }

  private static TrackProcess wanted(String process, String parameters, ParameterMatch match) {
    Duration none = Duration.ZERO;
    return new TrackProcess(
        "p", process, parameters, match, 1, false, 1, Integer.MAX_VALUE, none, none, true);
  }
}
