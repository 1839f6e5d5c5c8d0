package io.gatehouse.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.balance.HashSettings.Affinity;
import io.gatehouse.api.balance.HashSettings.Function;
import io.gatehouse.api.balance.HashSettings.Method;
import io.gatehouse.balancers.Oracle.Backend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long sequences of choices without a key, the same as the real haproxy's from the first on. */
class RotationOracleTest {
  private static final int CHOICES = 2_000;
  private static final HashSettings RING =
      new HashSettings(Method.CONSISTENT, Function.SDBM, false, 0, Affinity.ALWAYS);
  private static final int[][] WEIGHTS = {
    {1, 2, 3}, {5, 3, 9, 3}, {2, 2, 4, 3, 5}, {100, 7, 256, 33, 1}, {4, 2, 2}, {7}, {1, 1, 1, 1, 1}
  };

  @Test
  void rotationsFollowTheSameOrder() throws IOException {
    compare("roundrobin", HashSettings.DEFAULT, "balance roundrobin");
  }

  @Test
  void staticRotationsFollowTheSameOrder() throws IOException {
    compare("static-rr", HashSettings.DEFAULT, "balance static-rr");
  }

  @Test
  void requestsWithoutKeyFollowTheSameOrderOnMapAndRing() throws IOException {
    compare("url_param id", HashSettings.DEFAULT, "balance url_param id");
    compare("url_param id", RING, "balance url_param id\nhash-type consistent");
  }

  private static void compare(String balance, HashSettings hash, String lines) throws IOException {
    List<Backend> backends = new ArrayList<>();
    for (int[] weights : WEIGHTS) {
      backends.add(new Backend("b" + backends.size(), lines, weights));
    }
    List<String> requests = Collections.nCopies(CHOICES, "GET / HTTP/1.1\r\n");
    try (Oracle oracle = new Oracle(backends)) {
      for (Backend backend : backends) {
        assertThat(new Bench(balance, hash, backend.weights()).choose(CHOICES))
            .describedAs("%s", (Object) backend.weights())
            .isEqualTo(oracle.choices(backend, requests));
      }
    }
  }
}
