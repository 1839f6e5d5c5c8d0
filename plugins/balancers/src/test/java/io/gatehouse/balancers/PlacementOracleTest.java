package io.gatehouse.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.balance.HashSettings.Affinity;
import io.gatehouse.api.balance.HashSettings.Function;
import io.gatehouse.api.balance.HashSettings.Method;
import io.gatehouse.balancers.Oracle.Backend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** 10,000 random keys for each case: every one must go where the real haproxy sends it. */
class PlacementOracleTest {
  private static final int KEYS = 10_000;
  private static final int[][] WEIGHTS = {{1, 2, 3}, {1, 1, 1, 1}, {100, 7, 256, 33, 1}};

  /** An algorithm, how its keys are hashed, and the weights. */
  private record Case(String balance, HashSettings hash, int... weights) {
    Backend backend(int number) {
      String lines =
          "balance %s%nhash-type %s %s %s"
              .formatted(
                  balance,
                  hash.method() == Method.CONSISTENT ? "consistent" : "map-based",
                  hash.function().name().toLowerCase(Locale.ROOT),
                  hash.avalanche() ? "avalanche" : "");
      return new Backend("b" + number, lines, weights);
    }
  }

  @Test
  void everyKeyGoesToTheSameServerAsWithHaproxy() throws IOException {
    List<Case> cases = cases();
    List<Backend> backends = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      backends.add(cases.get(i).backend(i));
    }
    try (Oracle oracle = new Oracle(backends)) {
      for (int i = 0; i < cases.size(); i++) {
        compare(oracle, backends.get(i), cases.get(i), new SplittableRandom(i));
      }
    }
  }

  /** Every function with every method, avalanche and set of weights; the algorithms take turns. */
  private static List<Case> cases() {
    List<String> algorithms =
        List.of(
            "source",
            "uri",
            "uri whole len 9",
            "uri depth 2",
            "uri path-only",
            "url_param id",
            "hdr(X-User)",
            "hdr(Host-Name) use_domain_only");
    List<Case> cases = new ArrayList<>();
    for (Function function : List.of(Function.SDBM, Function.DJB2, Function.WT6, Function.CRC32)) {
      for (Method method : Method.values()) {
        for (boolean avalanche : new boolean[] {true, false}) {
          for (int[] weights : WEIGHTS) {
            String algorithm = algorithms.get(cases.size() % algorithms.size());
            HashSettings hash = new HashSettings(method, function, avalanche, 0, Affinity.ALWAYS);
            cases.add(new Case(algorithm, hash, weights));
          }
        }
      }
    }
    return cases;
  }

  private static void compare(Oracle oracle, Backend backend, Case tested, SplittableRandom random)
      throws IOException {
    Bench bench = new Bench(tested.balance(), tested.hash(), tested.weights());
    List<String> requests = new ArrayList<>(KEYS);
    StringBuilder ours = new StringBuilder(KEYS);
    for (int i = 0; i < KEYS; i++) {
      RandomRequest request = RandomRequest.of(random);
      requests.add(request.text());
      ours.append(bench.choose(request.exchange()));
    }
    assertThat(ours).describedAs("%s", tested).hasToString(oracle.choices(backend, requests));
  }
}
