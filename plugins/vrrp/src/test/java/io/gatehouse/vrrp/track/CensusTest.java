package io.gatehouse.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Tracked.ParameterMatch;
import io.gatehouse.api.vip.Tracked.TrackProcess;
import io.gatehouse.vrrp.port.Watched.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CensusTest {
  private final Set<Integer> matching = new HashSet<>(Set.of(1, 2, 3));
  private long now;

  @Test
  void quorumIsMetByEnoughAndNotTooMany() {
    Census census = census(2, 2, 0, 0);
    census.begin(List.of(1));
    assertThat(census.verdict()).isEqualTo(Verdict.FAILED);
    census.changed(2);
    assertThat(census.verdict()).isEqualTo(Verdict.WELL);
    census.changed(3);
    assertThat(census.verdict()).isEqualTo(Verdict.FAILED);
    census.ended(1);
    assertThat(census.verdict()).isEqualTo(Verdict.WELL);
  }

  @Test
  void othersDoNotCount() {
    Census census = census(1, 9, 0, 0);
    census.begin(List.of(7, 8));
    census.changed(9);
    census.ended(7);
    census.forked(7, 10);

    assertThat(census.verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void endCountsAfterItsDelayOnly() {
    Census census = census(1, 9, 0, 5);
    census.begin(List.of(1));
    census.ended(1);
    now = 4;
    census.tick();
    assertThat(census.verdict()).isEqualTo(Verdict.WELL);
    assertThat(census.patience(100)).isEqualTo(1);
    now = 5;
    census.tick();
    assertThat(census.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(census.patience(100)).isEqualTo(100);
  }

  @Test
  void restartWithinTheDelayWasNoEnd() {
    Census census = census(1, 9, 0, 5);
    census.begin(List.of(1));
    census.ended(1);
    now = 3;
    census.changed(2);
    now = 60;
    census.tick();

    assertThat(census.verdict()).isEqualTo(Verdict.WELL);
  }

  @Test
  void forkCountsAfterItsDelayAndWhatForksAndRunsSomethingElseDoesNot() {
    Census census = census(2, 9, 5, 0);
    census.begin(List.of(1));
    census.forked(1, 4);
    assertThat(census.verdict()).isEqualTo(Verdict.FAILED);
    census.changed(4);
    now = 60;
    census.tick();
    assertThat(census.verdict()).isEqualTo(Verdict.FAILED);
    census.forked(1, 2);
    now = 65;
    census.tick();
    assertThat(census.verdict()).isEqualTo(Verdict.WELL);
  }

  @Test
  void newNameCountsAtOnce() {
    Census census = census(1, 9, 5, 5);
    census.begin(List.of(1));
    matching.remove(1);
    census.changed(1);

    assertThat(census.verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void afterALossEverythingIsCountedAnew() {
    Census census = census(2, 9, 0, 0);
    census.begin(List.of(1));
    census.replace(List.of(1, 2));
    assertThat(census.verdict()).isEqualTo(Verdict.WELL);
    census.replace(List.of(3));
    assertThat(census.verdict()).isEqualTo(Verdict.FAILED);
  }

  private Census census(int quorum, int most, long toUp, long toDown) {
    TrackProcess wanted =
        new TrackProcess(
            "p",
            "nginx",
            "",
            ParameterMatch.ANY,
            1,
            false,
            quorum,
            most,
            Duration.ofNanos(toUp),
            Duration.ofNanos(toDown),
            false);
    return new Census(wanted, matching::contains, () -> now);
  }
}
