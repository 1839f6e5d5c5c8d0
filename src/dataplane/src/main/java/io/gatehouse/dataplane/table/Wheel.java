package io.gatehouse.dataplane.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table's rows in the order in which they expire, as exact as a part of the time they live. A row
 * that is used keeps its place until it is looked at, which makes using it cheap. Guarded by the
 * table's lock.
 */
final class Wheel {
  private static final int SPOKES = 128;

  private final Link[] spokes;
  private final long grain;
  private long at;

  /**
   * @param life milliseconds that rows live unused; 0 for ever, then the order is that of coming
   */
  Wheel(int life, long now) {
    spokes = new Link[life == 0 ? 1 : SPOKES];
    Arrays.setAll(spokes, _ -> new Link());
    // Half a turn is enough for the longest life.
    grain = life == 0 ? Long.MAX_VALUE : Math.max(1, (life + SPOKES / 2 - 1) / (SPOKES / 2));
    at = now / grain;
  }

  void add(Entry row, long due) {
    row.due = due;
    // What lies beyond one turn waits on the last spoke until the wheel has come nearer.
    long place = Math.clamp(due / grain, at, at + spokes.length - 1);
    spokes[(int) (place % spokes.length)].append(row);
  }

  void move(Entry row, long due) {
    row.leave();
    add(row, due);
  }

  /** A row whose time has come; it stays where it is. Null when there is none. */
  @Nullable Entry due(long now) {
    long last = now / grain;
    at = Math.max(at, last - spokes.length);
    for (; at < last; at++) {
      while (first(at) instanceof Entry row) {
        if (row.due <= now) {
          return row;
        }
        move(row, row.due);
      }
    }
    return null;
  }

  /** The row that expires first, or nearly so; null when there is none. */
  @Nullable Entry oldest() {
    for (int i = 0; i < spokes.length; i++) {
      while (first(at + i) instanceof Entry row) {
        if (row.due / grain <= at + i || i == spokes.length - 1) {
          return row;
        }
        move(row, row.due);
      }
    }
    return null;
  }

  private Link first(long spoke) {
    return spokes[(int) (spoke % spokes.length)].next;
  }
}
