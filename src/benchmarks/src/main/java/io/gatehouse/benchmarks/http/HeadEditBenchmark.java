package io.gatehouse.benchmarks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.ByteSink;
import io.gatehouse.dataplane.http.AddressField;
import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.HeadRules;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.model.HttpOptions.AddressHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A request head is read and written again: as it came, and with {@code option forwardfor}. Run
 * with {@code -prof gc}: nothing is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx256m")
public class HeadEditBenchmark {
  private static final byte[] ADDRESS = {(byte) 192, (byte) 168, 100, 23};

  private final HeadPool pool = new HeadPool(HeadRules.DEFAULT);
  private final ByteBuf in = PooledByteBufAllocator.DEFAULT.directBuffer(1_024);
  private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(1_024);
  private final ByteSink scratch = new ByteSink(1_024);
  private final AddressField forwardFor =
      new AddressField(new AddressHeader("X-Forwarded-For", Optional.empty(), false));

  @Setup
  public void fill() {
    in.clear();
    in.writeCharSequence(
        "GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: curl/8\r\nAccept: */*\r\n\r\n", US_ASCII);
  }

  @Benchmark
  public int asItCame() {
    RequestMessage request = read();
    return write(request);
  }

  @Benchmark
  public int withForwardFor() {
    RequestMessage request = read();
    AddressField.add(forwardFor, null, request, ADDRESS, scratch);
    return write(request);
  }

  private RequestMessage read() {
    in.readerIndex(0);
    RequestMessage request = pool.takeRequest(false);
    request.feed(in);
    return request;
  }

  private int write(RequestMessage request) {
    out.clear();
    request.writeTo(out);
    pool.give(request);
    return out.writerIndex();
  }
}
