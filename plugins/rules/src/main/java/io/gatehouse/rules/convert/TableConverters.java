package io.gatehouse.rules.convert;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.Row;
import io.gatehouse.api.table.Table;
import io.gatehouse.api.table.TableReference;
import io.gatehouse.rules.table.RowUse;
import io.gatehouse.rules.table.RowUses;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** {@code in_table} and {@code table_…}: what a stick table knows of the sample. */
public final class TableConverters extends ConverterFamily {
  private static final int LAST_ELEMENT = 99;

  public TableConverters() {
    with("in_table", a -> new Known(table(a)));
    RowUses.plain().forEach((name, use) -> with(name(name), a -> new Used(use, table(a))));
    RowUses.indexed()
        .forEach((name, use) -> with(name(name), a -> new Used(use.apply(index(a)), table(a))));
    with("table_server_id", a -> new Used(new RowUse.Read(Datum.SERVER_ID, 0, 0), table(a)));
    // The one who asks holds the row in HAProxy and counts himself.
    ToLongFunction<Row> trackers = row -> row.trackers() + 1L;
    ToLongFunction<Row> remaining = Row::remaining;
    ToLongFunction<Row> idle = Row::idle;
    with("table_trackers", a -> new Told(trackers, table(a), OptionalLong.of(0)));
    with("table_expire", a -> new Told(remaining, table(a), otherwise(a)));
    with("table_idle", a -> new Told(idle, table(a), otherwise(a)));
  }

  /** Fetches get a counter, converters name it. */
  private static String name(String use) {
    return "table_" + (use.startsWith("get_") ? use.substring(4) : use);
  }

  private static TableReference table(Arguments arguments) throws ArgumentException {
    return arguments.table(optional(arguments, "a stick table"), SampleType.ANY);
  }

  private static int index(Arguments arguments) throws ArgumentException {
    return (int) arguments.integer("the index of an element", 0, LAST_ELEMENT);
  }

  private static OptionalLong otherwise(Arguments arguments) throws ArgumentException {
    return arguments.hasNext()
        ? OptionalLong.of(arguments.integer("a default", Integer.MIN_VALUE, Integer.MAX_VALUE))
        : OptionalLong.empty();
  }

  /** Takes a sample of any type, as far as it can be a key of the table. */
  interface OfKey extends Converter {
    @Override
    default SampleType input() {
      return SampleType.ANY;
    }

    @Override
    default SampleType output() {
      return SampleType.INTEGER;
    }
  }

  record Known(TableReference table) implements OfKey {
    @Override
    public SampleType output() {
      return SampleType.BOOLEAN;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      Table running = exchange.surroundings().table(table);
      sample.setBoolean(running != null && running.find(sample) != null);
      return true;
    }
  }

  record Used(RowUse use, TableReference table) implements OfKey {
    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      Table running = exchange.surroundings().table(table);
      if (running == null) {
        return false;
      }
      return use.apply(use.creates() ? running.obtain(sample) : running.find(sample), sample);
    }
  }

  /** One function for each name, so that equal configurations hold equal converters. */
  record Told(ToLongFunction<Row> number, TableReference table, OptionalLong otherwise)
      implements OfKey {
    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      Table running = exchange.surroundings().table(table);
      Row row = running == null ? null : running.find(sample);
      if (row == null) {
        sample.setInteger(otherwise.orElse(0));
        return otherwise.isPresent();
      }
      sample.setInteger(number.applyAsLong(row));
      return true;
    }
  }
}
