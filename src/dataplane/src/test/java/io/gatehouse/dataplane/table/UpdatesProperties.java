package io.gatehouse.dataplane.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.KeyType;
import io.gatehouse.model.StickTable;
import io.gatehouse.model.StickTable.Column;
import io.gatehouse.model.StickTable.Sharing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Rows are changed, learned and removed in any order while nodes follow, fall back to what they
 * have confirmed, or take a lesson. In the end each of them knows the last change of every row that
 * is left, and a lesson leaves none out.
 */
class UpdatesProperties {
  private static final int KEYS = 30;
  private static final int STEPS = 300;

  /** A node that hears of updates. */
  private static final class Node {
    final Updates.Cursor cursor;
    final Map<Long, Long> heard = new HashMap<>();
    int known;

    Node(Updates updates) {
      cursor = updates.cursor();
    }

    void hear(int most, Updates updates) {
      for (int i = 0; i < most; i++) {
        Entry row = cursor.next();
        if (row == null) {
          return;
        }
        Sample key = new Sample(64);
        row.key(key);
        heard.put(key.integer(), row.value(Datum.GPC0, 0));
        assertThat(cursor.number() - known).isPositive();
        known = cursor.number();
        updates.committed(known);
      }
    }
  }

  private final RunningTable table =
      new RunningTable(
          new StickTable(
              "t",
              KeyType.INTEGER,
              4,
              1_000,
              0,
              false,
              StickTable.ServerKey.NAME,
              List.of(new Column(Datum.GPC0, 1, 0)),
              1,
              new Sharing("group", "t", "", false)),
          () -> 1_000_000L);
  private final Updates updates = Objects.requireNonNull(table.updates());
  private final Map<Long, Long> changedHere = new HashMap<>();
  private final Set<Long> learned = new HashSet<>();

  private void step(Random random) {
    long key = random.nextInt(KEYS);
    Sample sample = new Sample(64).setInteger(key);
    switch (random.nextInt(4)) {
      case 0 -> {
        Entry row = table.find(sample);
        if (row != null) {
          assertThat(table.remove(row)).isTrue();
        }
        changedHere.remove(key);
        learned.remove(key);
      }
      case 1 -> {
        byte[] bytes = {(byte) key, 0, 0, 0};
        table.learned(Objects.requireNonNull(table.learn(bytes, 0, bytes.length)), 1_000);
        learned.add(key);
      }
      default -> {
        Entry row = Objects.requireNonNull(table.obtain(sample));
        row.add(Datum.GPC0, 0, 1);
        row.touch();
        changedHere.put(key, row.value(Datum.GPC0, 0));
      }
    }
  }

  @Property(tries = 200)
  void everybodyKnowsTheLastChangeOfEveryRow(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int count) {
    Random random = new Random(seed);
    List<Node> nodes =
        java.util.stream.Stream.generate(() -> new Node(updates)).limit(count).toList();
    for (int i = 0; i < STEPS; i++) {
      step(random);
      if (random.nextInt(3) == 0) {
        updates.take();
        nodes.get(random.nextInt(count)).hear(random.nextInt(6), updates);
      }
      if (random.nextInt(40) == 0) {
        // It has forgotten everything.
        updates.take();
        Node node = nodes.get(random.nextInt(count));
        node.heard.clear();
        node.known = 0;
        node.cursor.after(node.known);
      }
    }
    updates.take();
    for (Node node : nodes) {
      node.hear(Integer.MAX_VALUE, updates);
      assertThat(node.heard).containsAllEntriesOf(changedHere);
      node.cursor.close();
    }
  }

  @Property(tries = 200)
  void lessonLeavesNoRowOut(@ForAll long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      step(random);
      if (random.nextInt(3) == 0) {
        updates.take();
      }
    }
    updates.take();
    try (Updates.Cursor lesson = updates.cursor()) {
      lesson.lesson();
      Set<Long> taught = new HashSet<>();
      for (Entry row = lesson.next(); row != null; row = lesson.next()) {
        Sample key = new Sample(64);
        row.key(key);
        assertThat(taught.add(key.integer())).isTrue();
        if (random.nextInt(5) == 0) {
          // Changed while the lesson goes on: it is told of afterwards.
          row.touch();
          updates.take();
        }
      }
      Set<Long> there = new HashSet<>(changedHere.keySet());
      there.addAll(learned);
      assertThat(taught).isEqualTo(there);
    }
  }
}
