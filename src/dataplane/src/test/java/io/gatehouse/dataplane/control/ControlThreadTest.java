package io.gatehouse.dataplane.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ControlThreadTest {
  private final ControlThread control = new ControlThread("control");

  @AfterEach
  void end() {
    control.close();
  }

  @Test
  void tasksRunInTheOrderOfTheirArrival() throws Exception {
    List<Integer> seen = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      control.submit(() -> seen.add(number));
    }
    assertThat(control.call(seen::size).get(10, TimeUnit.SECONDS)).isEqualTo(100);
    assertThat(seen).isSorted();
  }

  @Test
  void aTaskThatThrowsDoesNotEndTheThread() throws Exception {
    control.submit(
        () -> {
          throw new IllegalStateException("broken task of a test");
        });
    assertThat(control.call(control::current).get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCallTellsWhatItsTaskThrew() {
    CompletableFuture<Integer> answer =
        control.call(
            () -> {
              throw new IllegalStateException("refused");
            });
    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS)).hasMessageContaining("refused");
  }

  @Test
  void anAppointmentIsKeptUnlessItIsCancelled() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    control
        .schedule(
            () -> {
              seen.add("cancelled");
            },
            Duration.ofMillis(1))
        .cancel();
    control.schedule(() -> done.complete(seen.add("kept")), Duration.ofMillis(20));
    assertThat(done.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).contains("kept");
    control.schedule(() -> seen.add("never"), Duration.ofHours(1)).cancel();
    assertThat(seen).doesNotContain("never");
  }

  @Test
  void otherThreadsAreTurnedAway() throws Exception {
    assertThat(control.call(control::current).get(10, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(control::require)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("control thread");
  }

  @Test
  void afterItsEndTasksAreDropped() {
    control.close();
    control.submit(() -> {});
    assertThat(control.call(() -> 1)).isNotDone();
  }
}
