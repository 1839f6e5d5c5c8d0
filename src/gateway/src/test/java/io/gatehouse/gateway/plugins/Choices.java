package io.gatehouse.gateway.plugins;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSetup;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.balance.Selector;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Runs a balancer over servers named by letters, all of them open. */
final class Choices {
  private final Selector selector;
  private final List<String> names;

  Choices(BalancerPlugin plugin, List<String> words, String... names) throws ArgumentException {
    this.names = List.of(names);
    SplittableRandom random = new SplittableRandom(7);
    BalancerSetup setup =
        new BalancerSetup("b", System::nanoTime, random::nextLong, HashSettings.DEFAULT);
    List<Candidate> servers = Stream.of(names).map(Choices::server).toList();
    selector = plugin.parse(arguments(words)).create(setup).selector(servers);
  }

  String choose() {
    Exchange exchange = fake(Exchange.class, (p, m, a) -> m.getName());
    int chosen =
        selector.choose(
            exchange,
            new Selector.Filter() {
              @Override
              public boolean open(int index) {
                return true;
              }

              @Override
              public boolean avoided(int index) {
                return false;
              }
            });
    return names.get(chosen);
  }

  private static Candidate server(String name) {
    return fake(Candidate.class, (p, m, a) -> m.getName().equals("name") ? name : 16);
  }

  private static Arguments arguments(List<String> words) {
    Deque<String> left = new ArrayDeque<>(words);
    return fake(
        Arguments.class,
        (p, m, a) ->
            switch (m.getName()) {
              case "next" -> left.remove();
              case "integer" -> Long.parseLong(left.remove());
              case "error" -> new ArgumentException(String.valueOf(a[0]));
              default -> throw new UnsupportedOperationException(m.getName());
            });
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
