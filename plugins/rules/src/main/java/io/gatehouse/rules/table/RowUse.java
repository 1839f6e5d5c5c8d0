package io.gatehouse.rules.table;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.Row;
import org.jspecify.annotations.Nullable;

/** What is done with a row. What is not stored in the table has no value; no row counts as 0. */
public sealed interface RowUse {

  /** Whether a row is made where there is none. */
  default boolean creates() {
    return false;
  }

  /** Sets {@code out} to a number; false when there is none. */
  boolean apply(@Nullable Row row, Sample out);

  /**
   * Tells a value.
   *
   * @param shift bits that are cut off: {@code sc0_kbytes_in} counts by 1024
   */
  record Read(Datum datum, int index, int shift) implements RowUse {
    @Override
    public boolean apply(@Nullable Row row, Sample out) {
      long value = row == null ? 0 : row.value(datum, index);
      out.setInteger(value >> shift);
      return value != Row.ABSENT;
    }
  }

  /** Counts one more, and tells how many there are. */
  record Increment(Datum counter, Datum rate, int index) implements RowUse {
    @Override
    public boolean creates() {
      return true;
    }

    @Override
    public boolean apply(@Nullable Row row, Sample out) {
      out.setInteger(row == null ? 0 : Math.max(0, count(row, counter, rate, index, 1)));
      return true;
    }
  }

  /** Sets a counter back to 0, and tells what it was. */
  record Clear(Datum counter, int index) implements RowUse {
    @Override
    public boolean apply(@Nullable Row row, Sample out) {
      long before = row == null ? 0 : row.value(counter, index);
      out.setInteger(before);
      if (row != null && row.set(counter, index, 0)) {
        row.touch();
      }
      return before != Row.ABSENT;
    }
  }

  /** Counts in a counter and its rate; answers the counter, else the rate's events. */
  static long count(Row row, Datum counter, Datum rate, int index, long amount) {
    long events = row.add(rate, index, amount);
    long count = row.add(counter, index, amount);
    if (events != Row.ABSENT || count != Row.ABSENT) {
      row.touch();
    }
    return count == Row.ABSENT ? events : count;
  }
}
