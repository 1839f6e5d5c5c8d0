package io.gatehouse.benchmarks.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.dataplane.route.PatternSet;
import io.gatehouse.model.Network;
import io.gatehouse.model.Pattern;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
 * A request's usual dozen of small ACLs, and single lookups in lists of 10,000. The samples do not
 * match, which is the dearest case. Run with {@code -prof gc}: nothing is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PatternSetBenchmark {
  private static final int LARGE = 10_000;

  private final Random random = new Random(42);
  private final Sample path = text("/shop/products/12345/pictures/large.webp");
  private final Sample host = text("www.shop.example.com");
  private final Sample client = new Sample(64).setAddress(new byte[] {(byte) 203, 0, 113, 9});

  private final PatternSet[] paths = new PatternSet[5];
  private final PatternSet[] hosts = new PatternSet[5];
  private final PatternSet names = set(MatchMethod.STR, true, words("host", LARGE));
  private final PatternSet prefixes = set(MatchMethod.BEG, false, words("/shop/area", LARGE));
  private final PatternSet networks = PatternSet.of(MatchMethod.IP, false, addresses());
  private final PatternSet regex =
      PatternSet.of(
          MatchMethod.REG,
          true,
          List.of(
              new Pattern.Regex(
                  "",
                  java.util.regex.Pattern.compile(
                      "\\.(jpg|gif|png|css|js)$", java.util.regex.Pattern.CASE_INSENSITIVE))));

  public PatternSetBenchmark() {
    for (int i = 0; i < paths.length; i++) {
      paths[i] = set(MatchMethod.BEG, true, List.of("/static" + i, "/images" + i, "/js" + i));
      hosts[i] = set(MatchMethod.STR, true, List.of("www" + i + ".example.com"));
    }
  }

  private static Sample text(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return new Sample(1024).setString(bytes, 0, bytes.length);
  }

  private static List<String> words(String stem, int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(stem + i + ".example.com");
    }
    return words;
  }

  private static PatternSet set(MatchMethod method, boolean ignoreCase, List<String> words) {
    List<Pattern> patterns = new ArrayList<>();
    words.forEach(word -> patterns.add(new Pattern.Text(word)));
    return PatternSet.of(method, ignoreCase, patterns);
  }

  private List<Pattern> addresses() {
    List<Pattern> patterns = new ArrayList<>();
    for (int i = 0; i < LARGE; i++) {
      String address = "10.%d.%d.0".formatted(random.nextInt(256), random.nextInt(256));
      patterns.add(new Pattern.Net(address, new Network(InetAddress.ofLiteral(address), 24)));
    }
    return patterns;
  }

  @Benchmark
  public int tenSmallAcls() {
    int matched = 0;
    for (PatternSet set : paths) {
      matched += set.matches(path) ? 1 : 0;
    }
    for (PatternSet set : hosts) {
      matched += set.matches(host) ? 1 : 0;
    }
    return matched;
  }

  @Benchmark
  public boolean tenThousandNames() {
    return names.matches(host);
  }

  @Benchmark
  public boolean tenThousandPrefixes() {
    return prefixes.matches(path);
  }

  @Benchmark
  public boolean tenThousandNetworks() {
    return networks.matches(client);
  }

  @Benchmark
  public boolean oneRegex() {
    return regex.matches(path);
  }
}
