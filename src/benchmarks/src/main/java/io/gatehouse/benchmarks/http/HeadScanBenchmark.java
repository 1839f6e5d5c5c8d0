package io.gatehouse.benchmarks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.HeadRules;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One request head from a direct buffer to checked offsets: a small one (curl, 78 bytes) and one as
 * browsers send it (about 500 bytes). Run with {@code -prof gc}: nothing is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx256m")
public class HeadScanBenchmark {
  private static final String SMALL =
      """
      GET /index.html HTTP/1.1
      Host: localhost
      User-Agent: curl/8
      Accept: */*

      """;
  private static final String BROWSER =
      """
      GET /shop/articles?page=3&sort=price HTTP/1.1
      Host: www.example.com
      User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
      Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
      Accept-Language: en-US,en;q=0.5
      Accept-Encoding: gzip, deflate, br, zstd
      Cookie: session=0123456789abcdef0123456789abcdef; theme=dark
      Sec-Fetch-Dest: document
      Sec-Fetch-Mode: navigate
      Priority: u=0, i

      """;

  @Param({"small", "browser"})
  public String head = "small";

  private final HeadPool pool = new HeadPool(HeadRules.DEFAULT);
  private final ByteBuf in = PooledByteBufAllocator.DEFAULT.directBuffer(1_024);

  @Setup
  public void fill() {
    in.clear();
    String lines = head.equals("small") ? SMALL : BROWSER;
    in.writeCharSequence(lines.replace("\n", "\r\n"), US_ASCII);
  }

  @Benchmark
  public ScanResult scan() {
    in.readerIndex(0);
    RequestMessage request = pool.takeRequest(false);
    ScanResult result = request.feed(in);
    pool.give(request);
    return result;
  }
}
