package io.gatehouse.dataplane.vitality;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Vitality;
import io.gatehouse.dataplane.vitality.VitalityWatch.Finding;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VitalityWatchTest {
  private static final long PERIOD = VitalityWatch.PERIOD_NANOS;
  private static final Duration LIMIT = Duration.ofMillis(200);

  /** Looks that are sure to pass the limit. */
  private static final int ENOUGH = 12;

  private final Signals signs = new Signals();
  private final List<Finding> told = new ArrayList<>();
  private final VitalityWatch watch = VitalityWatch.idle(signs, LIMIT, told::add);
  private long now = System.nanoTime();

  /** An event loop that runs its tasks when it is told to. */
  private static final class Loop implements Executor {
    final Queue<Runnable> tasks = new ArrayDeque<>();
    boolean busy;
    boolean ended;

    @Override
    public void execute(Runnable task) {
      if (ended) {
        throw new RejectedExecutionException("ended");
      }
      tasks.add(task);
    }

    void run() {
      while (!busy && !tasks.isEmpty()) {
        tasks.remove().run();
      }
    }
  }

  private static final class Signals implements Signs {
    final List<Loop> loops = List.of(new Loop(), new Loop());
    @Nullable String unready;
    @Nullable String lost;
    @Nullable String empty;

    @Override
    public List<Loop> loops() {
      return loops;
    }

    @Override
    public @Nullable String unready() {
      return unready;
    }

    @Override
    public @Nullable String lostListener() {
      return lost;
    }

    @Override
    public @Nullable String emptyBackend() {
      return empty;
    }
  }

  /** The loops have answered once; the next look may find the node well. */
  @BeforeEach
  void firstQuestion() {
    assertThat(look()).isEqualTo(Vitality.STARTING);
  }

  private Vitality look() {
    return look(1, PERIOD);
  }

  private Vitality look(int times, long apart) {
    for (int i = 0; i < times; i++) {
      now += apart;
      watch.look(now);
      signs.loops.forEach(Loop::run);
    }
    return watch.finding().vitality();
  }

  @Test
  void startsUntilAllIsReadyAndNeverAgain() {
    signs.unready = "server be/s1 was not checked yet";
    assertThat(look()).isEqualTo(Vitality.STARTING);
    assertThat(watch.finding().reason()).isEqualTo("just started");
    signs.unready = null;
    assertThat(look()).isEqualTo(Vitality.WELL);
    signs.unready = "again";
    assertThat(look()).isEqualTo(Vitality.WELL);
    assertThat(told).containsExactly(new Finding(Vitality.WELL, ""));
  }

  @Test
  void loopsThatAnswerStayWell() {
    assertThat(look(1_000, PERIOD)).isEqualTo(Vitality.WELL);
    assertThat(signs.loops).allMatch(loop -> loop.tasks.size() <= 1);
  }

  @Test
  void loopThatDoesNotAnswerIsStuckUntilItDoes() {
    look();
    signs.loops.get(1).busy = true;
    assertThat(look(5, PERIOD)).isEqualTo(Vitality.WELL);
    assertThat(look(ENOUGH, PERIOD)).isEqualTo(Vitality.STUCK);
    assertThat(watch.finding().reason()).startsWith("event loop 1 has not answered for 2");
    signs.loops.get(1).busy = false;
    look();
    assertThat(look()).isEqualTo(Vitality.WELL);
  }

  @Test
  void onlyOneQuestionWaitsForAStuckLoop() {
    signs.loops.get(0).busy = true;
    look(100, PERIOD);
    assertThat(signs.loops.get(0).tasks).hasSize(1);
  }

  @Test
  void pauseOfTheWholeMachineIsNoSilence() {
    look();
    signs.loops.get(0).busy = true;
    assertThat(look(1, Duration.ofSeconds(8).toNanos())).isEqualTo(Vitality.WELL);
    assertThat(look(1, Duration.ofSeconds(8).toNanos())).isEqualTo(Vitality.WELL);
    signs.loops.get(0).busy = false;
    assertThat(look(ENOUGH, PERIOD)).isEqualTo(Vitality.WELL);
  }

  @Test
  void loopThatNeverAnsweredIsNotWellAndThenStuck() {
    VitalityWatch young = VitalityWatch.idle(new Signals(), LIMIT, told::add);
    young.look(now + PERIOD);
    young.look(now + 2 * PERIOD);
    assertThat(told).isEmpty();
    for (int look = 3; look <= ENOUGH; look++) {
      young.look(now + look * PERIOD);
    }
    assertThat(told).containsExactly(new Finding(Vitality.STUCK, "event loop 0 never answered"));
  }

  @Test
  void loopThatEndedIsStuckAtOnce() {
    look();
    signs.loops.get(1).ended = true;
    assertThat(look()).isEqualTo(Vitality.STUCK);
    assertThat(watch.finding().reason()).isEqualTo("event loop 1 has ended");
  }

  @Test
  void theWorstIsTold() {
    signs.empty = "backend be has no server left";
    assertThat(look()).isEqualTo(Vitality.NO_SERVER);
    assertThat(watch.finding().reason()).isEqualTo("backend be has no server left");
    signs.lost = "frontend fe lost a listener";
    assertThat(look(ENOUGH, PERIOD)).isEqualTo(Vitality.LISTENER_LOST);
    signs.loops.get(0).busy = true;
    assertThat(look(ENOUGH, PERIOD)).isEqualTo(Vitality.STUCK);
    assertThat(told)
        .extracting(Finding::vitality)
        .containsExactly(Vitality.NO_SERVER, Vitality.LISTENER_LOST, Vitality.STUCK);
  }

  @Test
  void limitMayChangeWhileItWatches() {
    signs.loops.get(0).busy = true;
    watch.stuckAfter(Duration.ofSeconds(5));
    assertThat(look(ENOUGH, PERIOD)).isEqualTo(Vitality.WELL);
    watch.stuckAfter(LIMIT);
    assertThat(look()).isEqualTo(Vitality.STUCK);
  }
}
