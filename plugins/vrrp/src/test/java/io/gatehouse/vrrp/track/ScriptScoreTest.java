package io.gatehouse.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Script;
import io.gatehouse.api.vip.Tracked.TrackScript;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptScoreTest {

  /** Results as + and -, verdicts after each as W, F or P. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, false, +-+--+, WFWFFW",
    "3, 2, false, +-----, WWFFFF",
    "3, 2, false, +-+--+, WWWWFF",
    "3, 2, false, -+++-+, FFFWWW",
    "3, 2, false, -++-+++, FFFFFFW",
    "2, 3, true, +-++--+, FFFWWWW",
    "2, 3, true, ++---, FWWWF",
    "1, 1, true, -+-, FWF",
  })
  void oneResultIsEnoughAtFirstThenRiseAndFallCount(
      int rise, int fall, boolean initiallyFailed, String results, String verdicts) {
    ScriptScore score = new ScriptScore(script(rise, fall, initiallyFailed));
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < results.length(); i++) {
      seen.append(score.add(results.charAt(i) == '+').name().charAt(0));
    }

    assertThat(seen).hasToString(verdicts);
  }

  @ParameterizedTest
  @CsvSource({"false, PENDING", "true, FAILED"})
  void nothingIsKnownBeforeTheFirstResultExceptWithInitFail(boolean failed, String verdict) {
    assertThat(new ScriptScore(script(1, 1, failed)).verdict()).hasToString(verdict);
  }

  private static TrackScript script(int rise, int fall, boolean initiallyFailed) {
    Script command = new Script(List.of("/bin/true"), "", "");
    Duration second = Duration.ofSeconds(1);
    return new TrackScript("s", command, second, second, 0, false, rise, fall, initiallyFailed);
  }
}
