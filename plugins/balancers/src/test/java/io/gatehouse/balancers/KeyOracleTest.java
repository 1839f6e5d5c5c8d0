package io.gatehouse.balancers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.balancers.Oracle.Backend;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Keys that take more than a request line: expressions, bodies and remote desktop cookies. */
class KeyOracleTest {
  private static final int KEYS = 10_000;
  private static final int[] WEIGHTS = {1, 2, 3};

  /** The whole value of X-User, as text or as the number of its bytes. */
  private record UserFetch(boolean number) implements SampleFetch {
    @Override
    public SampleType type() {
      return number ? SampleType.INTEGER : SampleType.STRING;
    }

    @Override
    public Set<Phase> phases() {
      return Phase.REQUEST;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      var head = Objects.requireNonNull(exchange.request());
      int field = head.find("x-user".getBytes(ISO_8859_1), 0);
      if (number) {
        out.setInteger(head.valueLength(field));
      } else {
        out.setString(head.bytes(), head.valueOffset(field), head.valueLength(field));
      }
      return true;
    }
  }

  @Test
  void textsAndNumbersOfExpressionsGoWhereHaproxySendsThem() throws IOException {
    Backend text = new Backend("text", "balance hash req.fhdr(x-user)", WEIGHTS);
    Backend number = new Backend("number", "balance hash req.fhdr(x-user),length", WEIGHTS);
    try (Oracle oracle = new Oracle(List.of(text, number))) {
      for (Backend backend : List.of(text, number)) {
        SampleFetch fetch = new UserFetch(backend.equals(number));
        Expression expression = new Expression("user", fetch, List.of());
        Bench bench = new Bench("hash user", expression, HashSettings.DEFAULT, WEIGHTS);
        SplittableRandom random = new SplittableRandom(5);
        List<String> requests = new ArrayList<>();
        StringBuilder ours = new StringBuilder();
        for (int i = 0; i < KEYS; i++) {
          RandomRequest request = RandomRequest.of(random);
          requests.add(request.text());
          ours.append(bench.choose(request.exchange()));
        }
        assertThat(ours).hasToString(oracle.choices(backend, requests));
      }
    }
  }

  @Test
  void remoteDesktopUsersGoWhereHaproxySendsThem() throws IOException {
    assumeTrue(RealHaproxy.installed(), "the program haproxy is not installed");
    int port = RealHaproxy.freePort();
    try (RawOrigin a = RawOrigin.start(c -> c.send("A"));
        RawOrigin b = RawOrigin.start(c -> c.send("B"));
        RawOrigin c = RawOrigin.start(connection -> connection.send("C"));
        RealHaproxy haproxy = RealHaproxy.start(rdp(port, a.port(), b.port(), c.port()))) {
      Bench bench = new Bench("rdp-cookie", WEIGHTS);
      StringBuilder ours = new StringBuilder();
      StringBuilder theirs = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        String hello = "\3\0\0\56\51\340\0\0\0\0\0Cookie: mstshash=user" + i * 7919 + "\r\n";
        ours.append(bench.choose(FakeExchange.tcp(hello)));
        try (RawClient client = RawClient.connect(port)) {
          theirs.append(client.send(hello).readExactly(1));
        }
      }
      assertThat(ours).hasToString(theirs.toString());
      assertThat(haproxy.command("show stat")).contains("rdp,A,");
    }
  }

  private static String rdp(int port, int a, int b, int c) {
    return """
    listen rdp
      mode tcp
      timeout client 5s
      timeout server 5s
      timeout connect 5s
      bind 127.0.0.1:%d
      tcp-request inspect-delay 5s
      tcp-request content accept if RDP_COOKIE
      balance rdp-cookie
      server A 127.0.0.1:%d weight 1
      server B 127.0.0.1:%d weight 2
      server C 127.0.0.1:%d weight 3
    """
        .formatted(port, a, b, c);
  }
}
