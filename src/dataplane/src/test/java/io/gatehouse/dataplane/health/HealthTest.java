package io.gatehouse.dataplane.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Check;
import io.gatehouse.model.ServerHealth.InitState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
          0,
          false,
          Optional.empty(),
          Optional.empty(),
          false);

  @Test
  void theFirstFailureAfterStartTakesItDown() {
    assertThat(Health.initial(CHECK, InitState.NONE).after(false)).isEqualTo(new Health(2, 3, 0));
  }

  @ParameterizedTest
  @CsvSource({"FULLY_UP,3", "UP,1", "NONE,1"})
  void aServerThatStartsUpFallsAfterSoManyFailures(InitState state, int failures) {
    Health health = Health.initial(CHECK, state);
    for (int i = 0; i < failures; i++) {
      assertThat(health.up()).isTrue();
      health = health.after(false);
    }
    assertThat(health.up()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"DOWN,1", "FULLY_DOWN,2"})
  void aServerThatStartsDownRisesAfterSoManySuccesses(InitState state, int successes) {
    Health health = Health.initial(CHECK, state);
    for (int i = 0; i < successes; i++) {
      assertThat(health.up()).isFalse();
      health = health.after(true);
    }
    assertThat(health.up()).isTrue();
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
