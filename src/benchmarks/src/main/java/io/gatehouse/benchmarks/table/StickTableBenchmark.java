package io.gatehouse.benchmarks.table;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.KeyType;
import io.gatehouse.api.table.Row;
import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.dataplane.table.StickCounters;
import io.gatehouse.model.StickTable;
import io.gatehouse.model.StickTable.Column;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A table with a million addresses, which is full: what a lookup costs, what it costs to track a
 * client for a request, and what a client costs that nobody knew, for whom the oldest one goes. Run
 * with {@code -prof gc}: only the last allocates. With {@code -t 2} the loops share the table.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StickTableBenchmark {
  private static final int ROWS = 1 << 20;

  private final RunningTable table =
      new RunningTable(
          new StickTable(
              "clients",
              KeyType.IP,
              4,
              ROWS,
              1_800_000,
              false,
              StickTable.ServerKey.NAME,
              List.of(
                  new Column(Datum.CONN_CUR, 1, 0),
                  new Column(Datum.HTTP_REQ_CNT, 1, 0),
                  new Column(Datum.HTTP_REQ_RATE, 1, 10_000)),
              1,
              StickTable.Sharing.NONE),
          () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) + (1L << 40));

  public StickTableBenchmark() {
    Sample key = new Sample(16);
    for (int i = 0; i < ROWS; i++) {
      if (table.obtain(key.setAddress(address(new byte[4], i))) == null) {
        throw new IllegalStateException("there is room for all");
      }
    }
  }

  /** What an event loop has of its own. */
  @State(Scope.Thread)
  public static class Client {
    private final Random random = new Random(42);
    private final Sample key = new Sample(16);
    private final byte[] address = new byte[4];
    private final StickCounters counters = new StickCounters();
    private int stranger = ROWS;

    Sample known() {
      return key.setAddress(StickTableBenchmark.address(address, random.nextInt(ROWS)));
    }

    Sample unknown() {
      return key.setAddress(StickTableBenchmark.address(address, stranger++));
    }
  }

  private static byte[] address(byte[] bytes, int number) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (number >>> 24 - 8 * i);
    }
    return bytes;
  }

  @Benchmark
  public @Nullable Row find(Client client) {
    return table.find(client.known());
  }

  @Benchmark
  public long findAndCount(Client client) {
    Row row = table.find(client.known());
    if (row == null) {
      return 0;
    }
    row.touch();
    return row.add(Datum.HTTP_REQ_RATE, 0, 1);
  }

  @Benchmark
  public long trackForOneRequest(Client client) {
    var _ = client.counters.trackExchange(0, table, client.known());
    client.counters.count(Datum.HTTP_REQ_CNT, Datum.HTTP_REQ_RATE, 1);
    Row row = client.counters.row(0);
    long rate = row == null ? 0 : row.value(Datum.HTTP_REQ_RATE, 0);
    client.counters.endExchange();
    return rate;
  }

  @Benchmark
  public @Nullable Row newcomer(Client client) {
    return table.obtain(client.unknown());
  }
}
