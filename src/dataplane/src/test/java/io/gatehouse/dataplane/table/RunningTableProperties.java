package io.gatehouse.dataplane.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.table.Datum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * A table against a map that remembers when each key was used, how often it is tracked and what was
 * counted of it. Whatever is done to both in whatever order, they hold the same keys with the same
 * numbers, but for the rows that a full table chose to lose.
 */
class RunningTableProperties {
  private static final int STEPS = 400;
  private static final int[] LIVES = {0, 7, 100, 5_000};

  /** What is expected of a row. */
  private static final class Expected {
    long touched;
    long counted;
    int trackers;
  }

  private static final class Run {
    final Random random;
    final TestTable real;
    final int size;
    final int life;
    final boolean nopurge;
    final boolean tracking;
    boolean anyTracked;
    final Map<Long, Expected> model = new HashMap<>();
    final List<Long> tracked = new ArrayList<>();
    final List<Entry> held = new ArrayList<>();

    Run(long seed, int size, int life, boolean nopurge) {
      this.random = new Random(seed);
      this.size = size;
      this.life = life;
      this.nopurge = nopurge;
      this.tracking = random.nextBoolean();
      this.real = TestTable.of(size, life, nopurge);
    }

    long key() {
      return random.nextInt(2 * size + 1);
    }

    boolean alive(@Nullable Expected row) {
      return row != null && (life == 0 || row.trackers > 0 || row.touched + life > real.now);
    }

    void step() {
      model.values().removeIf(row -> !alive(row));
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> obtain(key());
        case 3 -> real.now += random.nextInt(life / 3 + 2);
        case 4 -> assertThat(real.table.sweep(1 + random.nextInt(3))).isIn(true, false);
        case 5 -> {
          if (tracking) {
            track(key());
          }
        }
        case 6 -> release();
        case 7 -> remove(key());
        default -> use(key());
      }
      compare();
    }

    private void obtain(long key) {
      boolean known = model.containsKey(key);
      Entry row = real.obtain(key);
      if (known) {
        assertThat(row).isNotNull();
      } else if (model.size() < size && !nopurge) {
        assertThat(row).isNotNull();
      } else if (model.size() == size && nopurge) {
        assertThat(row).isNull();
      }
      lost(known ? 0 : 1);
      if (row != null && !known) {
        Expected made = new Expected();
        made.touched = real.now;
        model.put(key, made);
      }
    }

    /** What a full table lost, to make room: the oldest that is not tracked, and no more. */
    private void lost(int most) {
      List<Long> gone = model.keySet().stream().filter(key -> real.find(key) == null).toList();
      assertThat(gone.size()).isLessThanOrEqualTo(nopurge ? 0 : most);
      if (!gone.isEmpty()) {
        assertThat(model).hasSize(size);
        Expected row = Objects.requireNonNull(model.remove(gone.getFirst()));
        assertThat(row.trackers).isZero();
        if (life > 0 && !anyTracked) {
          long oldest = model.values().stream().mapToLong(r -> r.touched).min().orElse(row.touched);
          assertThat(row.touched).isLessThanOrEqualTo(oldest + life / 64 + 1);
        }
      }
    }

    private void track(long key) {
      boolean known = model.containsKey(key);
      if (!known && model.size() == size) {
        return;
      }
      Entry row = real.table.hold(TestTable.number(key));
      if (row != null) {
        Expected expected = model.computeIfAbsent(key, _ -> new Expected());
        if (!known) {
          expected.touched = real.now;
        }
        expected.trackers++;
        anyTracked = true;
        tracked.add(key);
        held.add(row);
      }
    }

    private void release() {
      if (!tracked.isEmpty()) {
        int which = random.nextInt(tracked.size());
        real.table.release(held.remove(which));
        Objects.requireNonNull(model.get(tracked.remove(which))).trackers--;
      }
    }

    private void remove(long key) {
      Entry row = real.find(key);
      Expected expected = model.get(key);
      if (row != null && expected != null) {
        assertThat(real.table.remove(row)).isEqualTo(expected.trackers == 0);
        if (expected.trackers == 0) {
          model.remove(key);
        }
      }
    }

    private void use(long key) {
      Entry row = real.find(key);
      Expected expected = model.get(key);
      if (row != null && expected != null) {
        row.touch();
        expected.touched = real.now;
        expected.counted += 3;
        assertThat(row.add(Datum.GPC0, 0, 3)).isEqualTo(expected.counted);
      }
    }

    private void compare() {
      model.values().removeIf(row -> !alive(row));
      assertThat(real.table.used()).isLessThanOrEqualTo(size);
      model.forEach(
          (key, expected) -> {
            Entry row = real.find(key);
            assertThat(row).as("key %d", key).isNotNull();
            if (row != null) {
              assertThat(row.value(Datum.GPC0, 0)).isEqualTo(expected.counted);
              assertThat(row.trackers()).isEqualTo(expected.trackers);
            }
          });
    }

    private void end() {
      while (!tracked.isEmpty()) {
        release();
      }
      assertThat(real.table.rows()).hasSize(alive());
      assertThat(real.table.used()).isEqualTo(alive());
      real.now += 3L * life;
      if (life > 0) {
        // Rows that were tracked are looked at once more before their time is known to be over.
        for (int i = 0; i < 3; i++) {
          assertThat(real.table.sweep(1_000)).isFalse();
          real.now += life;
        }
        assertThat(real.table.used()).isZero();
      }
    }

    private int alive() {
      model.values().removeIf(row -> !alive(row));
      return model.size();
    }
  }

  @Property(tries = 300)
  void aTableHoldsWhatWasUsedInTimeAndNoMoreThanItsSize(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int size,
      @ForAll @IntRange(min = 0, max = 3) int life,
      @ForAll boolean nopurge) {
    Run run = new Run(seed, size, LIVES[life], nopurge);
    for (int i = 0; i < STEPS; i++) {
      run.step();
    }
    run.end();
  }
}
