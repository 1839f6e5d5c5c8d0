package io.gatehouse.balancers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.HashKeys;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.balance.HashSettings.Affinity;
import io.gatehouse.api.balance.HashSettings.Function;
import io.gatehouse.api.balance.HashSettings.Method;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class HashingTest {
  private static HashSettings ring(int factor, Affinity affinity) {
    return new HashSettings(Method.CONSISTENT, Function.SDBM, true, factor, affinity);
  }

  @Test
  void aMapKeepsAFullServerAndAFailedOne() {
    Bench bench = new Bench("source", 1, 2, 3);
    bench.closed.set(2);
    bench.avoided.set(2);

    assertThat(bench.choose(FakeExchange.from("127.0.0.1"))).isEqualTo("C");
  }

  @Test
  void aRingPassesOverAFailedServer() {
    Bench bench = new Bench("uri", ring(0, Affinity.ALWAYS), 1, 1, 1);
    Exchange exchange = FakeExchange.get("/a");
    String first = bench.choose(exchange);
    bench.avoided.set(first.charAt(0) - 'A');

    assertThat(bench.choose(exchange)).isNotEqualTo(first).isNotEqualTo("-");
  }

  @Test
  void boundedLoadPassesOverAServerAboveItsShare() {
    Bench bench = new Bench("uri", ring(150, Affinity.ALWAYS), 1, 1, 1);
    Exchange exchange = FakeExchange.get("/a");
    String first = bench.choose(exchange);
    FakeServer busy = bench.servers.get(first.charAt(0) - 'A');

    busy.served = 1;
    assertThat(bench.choose(exchange)).isNotEqualTo(first);
    bench.servers.forEach(server -> server.served = 10);
    assertThat(bench.choose(exchange)).isEqualTo(first);
    busy.served = 30;
    assertThat(bench.choose(exchange)).isNotEqualTo(first);
  }

  @Test
  void affinityToMaxconnGivesUpAFullServer() {
    Bench bench = new Bench("uri", ring(0, Affinity.MAXCONN), 1, 1, 1);
    Exchange exchange = FakeExchange.get("/a");
    String first = bench.choose(exchange);
    FakeServer full = bench.servers.get(first.charAt(0) - 'A');
    full.maxconn = 2;
    full.served = 1;

    assertThat(bench.choose(exchange)).isEqualTo(first);
    full.served = 2;
    assertThat(bench.choose(exchange)).isNotEqualTo(first);
  }

  @Test
  void affinityToMaxqueueGivesUpAServerWhoseQueueIsFull() {
    Bench bench = new Bench("uri", ring(0, Affinity.MAXQUEUE), 1, 1, 1);
    Exchange exchange = FakeExchange.get("/a");
    String first = bench.choose(exchange);
    FakeServer full = bench.servers.get(first.charAt(0) - 'A');
    full.maxconn = 2;
    full.maxqueue = 3;
    full.served = 2;
    full.queued = 2;

    assertThat(bench.choose(exchange)).isEqualTo(first);
    full.queued = 3;
    assertThat(bench.choose(exchange)).isNotEqualTo(first);
  }

  @Test
  void aKeyOfNoFunctionIsANumber() {
    HashSettings none =
        new HashSettings(Method.MAP_BASED, Function.NONE, false, 0, Affinity.ALWAYS);
    Bench bench = new Bench("url_param id", none, 1, 1, 1);

    assertThat(bench.choose(FakeExchange.get("/?id=7"))).isEqualTo("B");
    assertThat(bench.choose(FakeExchange.get("/?id=8x"))).isEqualTo("C");
    assertThat(bench.choose(FakeExchange.get("/?id=-1"))).isEqualTo("A");
    assertThat(bench.choose(FakeExchange.get("/?id=x"))).isEqualTo("A");
  }

  @Test
  void urlParamIsFoundInTheBodyOfAPost() {
    Bench bench = new Bench("url_param id check_post", 1, 2, 3);

    assertThat(bench.choose(FakeExchange.http("POST", "/", "a=1&id=5\r\n")))
        .isEqualTo(bench.choose(FakeExchange.get("/?id=5")));
    assertThat(bench.choose(FakeExchange.http("POST", "/", "id=a/b"))).isEqualTo("A");
    assertThat(bench.choose(FakeExchange.http("PUT", "/", "id=5"))).isEqualTo("C");
  }

  @Test
  void rdpCookieIsReadFromTheFirstPacket() {
    Bench bench = new Bench("rdp-cookie(mstshash)", 1, 2, 3);
    String headers = "\3\0\0\56\51\340\0\0\0\0\0";
    String inTurn = new Bench("static-rr", 1, 2, 3).choose(4);

    String named = bench.choose(FakeExchange.tcp(headers + "Cookie: mstshash=user7\r\n"));
    assertThat(bench.choose(FakeExchange.tcp(headers + "COOKIE:MSTSHASH=user7\r\n...")))
        .isEqualTo(named);
    StringBuilder without = new StringBuilder();
    without.append(bench.choose(FakeExchange.tcp(headers + "Cookie: mstshash=user7")));
    without.append(bench.choose(FakeExchange.tcp(headers + "Cookie: msts=user7\r\n")));
    without.append(bench.choose(FakeExchange.tcp("")));
    without.append(bench.choose(FakeExchange.tcp(headers + "Cookie: mstshash=\r\n")));
    assertThat(without).hasToString(inTurn);
  }

  @Test
  void hashKeysFollowTheAddressAndThePort() {
    InetAddress four = InetAddress.ofLiteral("10.0.0.1");
    InetAddress six = InetAddress.ofLiteral("2001:db8::1");

    assertThat(HashKeys.ofId(3)).isEqualTo(3 * 4096);
    assertThat(HashKeys.ofAddress(four)).isEqualTo(HashKeys.mix(0x0100000a));
    assertThat(HashKeys.ofAddressAndPort(four, 80))
        .isEqualTo(HashKeys.mix(HashKeys.mix(80) + 0x0100000a));
    assertThat(HashKeys.ofAddress(six)).isNotEqualTo(HashKeys.ofAddressAndPort(six, 80));
  }

  @Test
  void wordsThatCannotBeAcceptedAreRefusedInHaproxysWords() {
    assertThatThrownBy(() -> Bench.parse("url_param", null))
        .hasMessage("balance url_param requires an URL parameter name.");
    assertThatThrownBy(() -> Bench.parse("hdr", null))
        .hasMessage("hdr requires an http header field name.");
    assertThatThrownBy(() -> Bench.parse("uri len 0", null)).hasMessageContaining("positive");
    assertThatThrownBy(() -> Bench.parse("uri deep 3", null)).hasMessageContaining("depth");
    assertThatThrownBy(() -> Bench.parse("random(0)", null)).hasMessageContaining("draws");
    assertThatThrownBy(() -> Bench.parse("hash", null)).hasMessageContaining("expression");
  }

  @Test
  void equalWordsMakeEqualSpecs() {
    assertThat(Bench.parse("uri len 5 depth 2", null))
        .isEqualTo(Bench.parse("uri depth 2 len 5", null));
    assertThat(Bench.parse("random", null)).isEqualTo(Bench.parse("random(2)", null));
    assertThat(Bench.parse("hdr(Host)", null)).isEqualTo(Bench.parse("hdr(host)", null));
  }
}
