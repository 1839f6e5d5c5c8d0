package io.gatehouse.benchmarks.balance;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.balance.HashSettings.Affinity;
import io.gatehouse.api.balance.HashSettings.Function;
import io.gatehouse.api.balance.HashSettings.Method;
import io.gatehouse.api.balance.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
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
 * One choice among open servers of weights 1, 2, 3, 1, 2, 3 … Run with {@code -prof gc} to see that
 * none allocates: {@code gc.alloc.rate.norm} is 0.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx256m")
public class ChoiceBenchmark implements Selector.Filter {
  @Param({
    "roundrobin",
    "static-rr",
    "leastconn",
    "first",
    "random",
    "source",
    "uri",
    "maglev",
    "peak-ewma",
    "least-time"
  })
  public String algorithm = "";

  @Param({"6", "60"})
  public int servers;

  @Param({"MAP_BASED", "CONSISTENT"})
  public Method method = Method.MAP_BASED;

  private final Exchange exchange = FixedExchange.create();
  private Selector selector = (e, filter) -> Selector.NONE;
  private long random = 42;

  @Setup
  public void build() throws ArgumentException {
    HashSettings hash = new HashSettings(method, Function.SDBM, true, 0, Affinity.ALWAYS);
    BalancerSetup setup = new BalancerSetup("b", System::nanoTime, this::nextRandom, hash);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < servers; i++) {
      candidates.add(new FixedServer(i + 1, i % 3 + 1));
    }
    for (BalancerPlugin plugin : ServiceLoader.load(BalancerPlugin.class)) {
      if (plugin.name().equals(algorithm)) {
        selector = plugin.parse(NoArguments.create()).create(setup).selector(candidates);
      }
    }
  }

  /** Xorshift: cheap enough not to be what is measured. */
  private long nextRandom() {
    random ^= random << 13;
    random ^= random >>> 7;
    random ^= random << 17;
    return random;
  }

  @Benchmark
  public int choose() {
    return selector.choose(exchange, this);
  }

  @Override
  public boolean open(int index) {
    return true;
  }

  @Override
  public boolean avoided(int index) {
    return false;
  }
}
