package io.gatehouse.rules.fetch;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.Row;
import io.gatehouse.api.table.Table;
import io.gatehouse.api.table.TableReference;
import io.gatehouse.rules.table.RowUse;
import io.gatehouse.rules.table.RowUses;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stick tables: what counters track ({@code sc0_…}, {@code sc_…}), and what is known of the
 * client's address ({@code src_…}).
 */
public final class TableFetches extends FetchFamily {
  /** Counters that can be named without an argument. */
  private static final int NAMED = 3;

  private static final int LAST_ELEMENT = 99;

  public TableFetches() {
    RowUses.plain().forEach(this::plainUse);
    RowUses.indexed()
        .forEach(
            (name, use) -> {
              with("src_" + name, a -> new OfSource(use.apply(index(a)), table(a)));
              with("sc_" + name, a -> tracked(use.apply(index(a)), a));
            });
    with("src_updt_conn_cnt", a -> new Updated(table(a)));
    counters("tracked", (counter, table) -> new Tracked(counter, table));
    counters("trackers", (counter, table) -> new Trackers(counter, table));
    for (int i = 0; i < NAMED; i++) {
      int counter = i;
      with("sc" + i + "_key", a -> new TrackedKey(counter));
    }
    with("sc_key", a -> new TrackedKey(counter(a)));
    with("table_cnt", a -> new Count(table(a), false));
    with("table_avl", a -> new Count(table(a), true));
  }

  private interface CounterFetch {
    SampleFetch of(int counter, Optional<TableReference> table);
  }

  private void plainUse(String name, RowUse use) {
    with("src_" + name, a -> new OfSource(use, table(a)));
    counters(name, (counter, table) -> new OfCounter(use, counter, table));
  }

  private void counters(String name, CounterFetch fetch) {
    for (int i = 0; i < NAMED; i++) {
      int counter = i;
      with("sc" + i + "_" + name, a -> fetch.of(counter, another(a)));
    }
    with("sc_" + name, a -> fetch.of(counter(a), another(a)));
  }

  private static SampleFetch tracked(RowUse use, Arguments arguments) throws ArgumentException {
    return new OfCounter(use, counter(arguments), another(arguments));
  }

  private static int counter(Arguments arguments) throws ArgumentException {
    return (int) arguments.integer("the number of a counter", 0, Integer.MAX_VALUE);
  }

  private static int index(Arguments arguments) throws ArgumentException {
    return (int) arguments.integer("the index of an element", 0, LAST_ELEMENT);
  }

  private static TableReference table(Arguments arguments) throws ArgumentException {
    return arguments.table(optional(arguments, "a stick table"), SampleType.ANY);
  }

  private static Optional<TableReference> another(Arguments arguments) throws ArgumentException {
    String name = optional(arguments, "a stick table");
    return name.isEmpty() ? Optional.empty() : Optional.of(arguments.table(name, SampleType.ANY));
  }

  /** The tracked row, or the one with its key in another table. */
  private static @Nullable Row row(
      Exchange exchange, Row tracked, Optional<TableReference> another) {
    if (another.isEmpty()) {
      return tracked;
    }
    Table table = exchange.surroundings().table(another.get());
    return table == null ? null : table.find(tracked);
  }

  /** Everywhere a connection is known. */
  interface Numeric extends SampleFetch {
    @Override
    default SampleType type() {
      return SampleType.INTEGER;
    }

    @Override
    default Set<Phase> phases() {
      return Phase.CONNECTED;
    }
  }

  /** Where nothing is tracked there is no value; what only counts answers 0. */
  record OfCounter(RowUse use, int counter, Optional<TableReference> another) implements Numeric {
    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      Row tracked = exchange.tracked(counter);
      if (tracked == null) {
        out.setInteger(0);
        return !(use instanceof RowUse.Read);
      }
      return use.apply(row(exchange, tracked, another), out);
    }
  }

  record OfSource(RowUse use, TableReference table) implements Numeric {
    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      Table running = exchange.surroundings().table(table);
      byte[] source = exchange.sourceAddress();
      if (running == null || source.length == 0) {
        return false;
      }
      out.setAddress(source);
      return use.apply(use.creates() ? running.obtain(out) : running.find(out), out);
    }
  }

  /** Counts the connection of the client's address. */
  record Updated(TableReference table) implements Numeric {
    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      Table running = exchange.surroundings().table(table);
      byte[] source = exchange.sourceAddress();
      Row row =
          running == null || source.length == 0 ? null : running.obtain(out.setAddress(source));
      long count = row == null ? Row.ABSENT : row.add(Datum.CONN_CNT, 0, 1);
      if (row != null) {
        row.touch();
      }
      out.setInteger(count);
      return count != Row.ABSENT;
    }
  }

  /** Whether the counter tracks something. */
  record Tracked(int counter, Optional<TableReference> another) implements Numeric {
    @Override
    public SampleType type() {
      return SampleType.BOOLEAN;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      out.setBoolean(exchange.tracked(counter) != null);
      return true;
    }
  }

  /** What the counter tracks. */
  record TrackedKey(int counter) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.ANY;
    }

    @Override
    public Set<Phase> phases() {
      return Phase.CONNECTED;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      Row tracked = exchange.tracked(counter);
      if (tracked == null) {
        return false;
      }
      tracked.key(out);
      return true;
    }
  }

  /** How many track the same row. */
  record Trackers(int counter, Optional<TableReference> another) implements Numeric {
    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      Row tracked = exchange.tracked(counter);
      if (tracked == null) {
        return false;
      }
      Row row = row(exchange, tracked, another);
      out.setInteger(row == null ? 0 : row.trackers());
      return true;
    }
  }

  /** Rows of a table, used or free. */
  record Count(TableReference table, boolean free) implements Numeric {
    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      Table running = exchange.surroundings().table(table);
      if (running == null) {
        return false;
      }
      out.setInteger(free ? running.size() - running.used() : running.used());
      return true;
    }
  }
}
