package io.gatehouse.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.Exchange;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Choices measured on HAProxy 1.5.0 and 2.6.12 with servers A, B, C of weights 1, 2, 3. */
class GoldenVectorsTest {
  @Test
  void roundrobinSpreadsByWeight() {
    assertThat(new Bench("roundrobin", 1, 2, 3).choose(12)).isEqualTo("CBCACBCBCACB");
  }

  @Test
  void staticRrSpreadsByWeight() {
    assertThat(new Bench("static-rr", 1, 2, 3).choose(12)).isEqualTo("ACBCBCACBCBC");
  }

  @Test
  void leastconnTakesIdleServersInTurn() {
    assertThat(new Bench("leastconn", 1, 2, 3).choose(6)).isEqualTo("ABCABC");
  }

  @Test
  void sourceHashesTheClientsAddress() {
    assertThat(new Bench("source", 1, 2, 3).choose(FakeExchange.from("127.0.0.1"))).isEqualTo("C");
  }

  @Test
  void uriHashesThePath() {
    assertThat(keys("uri", i -> FakeExchange.get("/p" + i))).isEqualTo("CBCBCACBCBBC");
    assertThat(keys("uri", i -> FakeExchange.get("/p1?x=" + i))).isEqualTo("B".repeat(12));
  }

  @Test
  void urlParamHashesTheValue() {
    assertThat(keys("url_param id", i -> FakeExchange.get("/?id=" + i))).isEqualTo("ACBCBCACBCCB");
    assertThat(new Bench("url_param id", 1, 2, 3).choose(6)).isEqualTo("ACBCBC");
  }

  @Test
  void hdrHashesTheValue() {
    assertThat(keys("hdr(X-User)", i -> FakeExchange.get("/", "X-User: u" + i)))
        .isEqualTo("CBCACBCBCABC");
    assertThat(new Bench("hdr(X-User)", 1, 2, 3).choose(6)).isEqualTo("ACBCBC");
  }

  @Test
  void firstFillsTheLowestServer() {
    Bench bench = new Bench("first", 1, 2, 3);

    assertThat(bench.choose(4)).isEqualTo("AAAA");
    bench.closed.set(0);
    assertThat(bench.choose(1)).isEqualTo("B");
    bench.closed.set(1);
    assertThat(bench.choose(1)).isEqualTo("C");
  }

  private static String keys(String balance, IntFunction<Exchange> exchange) {
    Bench bench = new Bench(balance, 1, 2, 3);
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      names.append(bench.choose(exchange.apply(i)));
    }
    return names.toString();
  }
}
