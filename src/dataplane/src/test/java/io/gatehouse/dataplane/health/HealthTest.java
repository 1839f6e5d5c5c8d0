package io.gatehouse.dataplane.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Check;
import io.gatehouse.model.ServerHealth.InitState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Check CHECK =
      new Check(
          Duration.ofMillis(2_000),
          Duration.ofMillis(500),
          Duration.ofMillis(5_000),
          2,
          3,
          Optional.empty(),
          Optional.empty(),
          false);

  @Test
  void theFirstFailureAfterStartTakesItDown() {
    assertThat(Health.initial(CHECK, InitState.NONE).after(false)).isEqualTo(new Health(2, 3, 0));
  }

  @Test
  void aServerKnownToBeWellFallsAfterThreeFailures() {
    Health well = Health.initial(CHECK, InitState.NONE).after(true);

    assertThat(well.after(false).up()).isTrue();
    assertThat(well.after(false).after(false).up()).isTrue();
    assertThat(well.after(false).after(false).after(false).up()).isFalse();
  }

  @Test
  void oneSuccessAmongFailuresStartsTheCountAgain() {
    Health well = Health.initial(CHECK, InitState.NONE).after(true);

    assertThat(well.after(false).after(false).after(true)).isEqualTo(well);
  }

  @Test
  void movingBetweenStatesIsWatchedAtTheFastInterval() {
    Health well = Health.initial(CHECK, InitState.NONE).after(true);
    Health down = new Health(2, 3, 0);

    assertThat(well.interval(CHECK, false)).isEqualTo(CHECK.inter());
    assertThat(well.after(false).interval(CHECK, false)).isEqualTo(CHECK.fastInter());
    assertThat(down.interval(CHECK, true)).isEqualTo(CHECK.downInter());
    assertThat(down.after(true).interval(CHECK, false)).isEqualTo(CHECK.fastInter());
  }
}
