package io.gatehouse.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.Balancer;
import io.gatehouse.api.balance.Balancer.Outcome;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.balance.Selector;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.testkit.plugin.FakeArguments;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One algorithm over fake servers A, B, C …, found as the gateway finds it. Clock and randomness
 * are fixed; servers are closed, avoided, removed and loaded by the test.
 */
final class Bench implements Selector.Filter {
  final List<FakeServer> servers = new ArrayList<>();
  final BitSet closed = new BitSet();
  final BitSet avoided = new BitSet();
  long nanos = 1_000_000_000;
  private final Balancer balancer;
  private Selector selector;

  Bench(String balance, int... weights) {
    this(balance, HashSettings.DEFAULT, weights);
  }

  Bench(String balance, HashSettings hash, int... weights) {
    this(balance, null, hash, weights);
  }

  Bench(String balance, @Nullable Expression expression, HashSettings hash, int... weights) {
    for (int i = 0; i < weights.length; i++) {
      servers.add(new FakeServer(Character.toString('A' + i), i + 1, weights[i]));
    }
    SplittableRandom random = new SplittableRandom(42);
    balancer = parse(balance, expression).create(setup(hash, random));
    selector = balancer.selector(List.copyOf(servers));
  }

  private BalancerSetup setup(HashSettings hash, SplittableRandom random) {
    return new BalancerSetup("b", () -> nanos, random::nextLong, hash);
  }

  /** Reads the words after {@code balance}; parentheses are cut as the configuration does. */
  static BalancerSpec parse(String balance, @Nullable Expression expression) {
    List<String> words = List.of(balance.strip().split("[ ()]+"));
    for (BalancerPlugin plugin : ServiceLoader.load(BalancerPlugin.class)) {
      if (plugin.name().equals(words.getFirst())) {
        String line = String.join(" ", words.subList(1, words.size()));
        FakeArguments arguments = new FakeArguments(line, expression);
        try {
          BalancerSpec spec = plugin.parse(arguments);
          assertThat(arguments.warnings()).isEmpty();
          return spec;
        } catch (ArgumentException e) {
          throw new IllegalArgumentException(e.getMessage(), e);
        }
      }
    }
    throw new IllegalArgumentException("no such algorithm: " + balance);
  }

  String choose(Exchange exchange) {
    int chosen = selector.choose(exchange, this);
    return chosen == Selector.NONE ? "-" : servers.get(chosen).name();
  }

  /** The choices of so many exchanges that have no key. */
  String choose(int times) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < times; i++) {
      names.append(choose(FakeExchange.get("/")));
    }
    return names.toString();
  }

  void remove(String name) {
    servers.removeIf(server -> server.name().equals(name));
    rebuild();
  }

  void rebuild() {
    selector = balancer.selector(List.copyOf(servers));
  }

  void observe(Candidate server, long responseNanos) {
    balancer.observe(server, new Outcome(0, responseNanos, responseNanos, false));
  }

  void observeFailure(Candidate server) {
    balancer.observe(server, new Outcome(-1, -1, 1, true));
  }

  @Override
  public boolean open(int index) {
    return !closed.get(index) && !avoided.get(index);
  }

  @Override
  public boolean avoided(int index) {
    return avoided.get(index);
  }
}
