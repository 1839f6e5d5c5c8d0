package io.gatehouse.rules.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.rules.FakeExchange;
import io.gatehouse.rules.Words;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same expressions on the same request, here and in the real haproxy. */
class OracleTest {
  private static final String REQUEST =
      """
      GET /a/b.html?x=1&Y=2&x=3;z=%20 HTTP/1.1
      host: www.Example.org:8080
      x-list: one, "t,wo" , three
      x-list: 42abc
      x-empty:
      x-ip: 10.9.8.7, 2001:db8::1, 1.2.3.4:80
      cookie: a=1; b="x;y" ; a=2; $Path=/; flag; =e; c = d

      """
          .replace("\n", "\r\n");

  private static final List<String> EXPRESSIONS =
      List.of(
          "path",
          "pathq",
          "query",
          "url",
          "base",
          "base32",
          "method",
          "req.ver",
          "req.hdr(x-list)",
          "req.hdr(x-list,1)",
          "req.hdr(x-list,2)",
          "req.hdr(x-list,3)",
          "req.hdr(x-list,4)",
          "req.hdr(x-list,5)",
          "req.hdr(x-list,-1)",
          "req.hdr(x-list,-2)",
          "req.hdr(x-list,-4)",
          "req.hdr(x-list,-5)",
          "req.hdr(x-empty)",
          "req.hdr(none)",
          "req.hdr_cnt(x-list)",
          "req.fhdr_cnt(x-list)",
          "req.hdr_cnt(x-empty)",
          "req.hdr_cnt(none)",
          "req.fhdr(x-list)",
          "req.fhdr(x-list,1)",
          "req.hdr_val(x-list)",
          "req.hdr_ip(x-ip)",
          "req.hdr_ip(x-ip,1)",
          "req.hdr_ip(x-ip,2)",
          "req.cook(a)",
          "req.cook(b)",
          "req.cook(c)",
          "req.cook(flag)",
          "req.cook_cnt(a)",
          "req.cook_val(a)",
          "url_param(x)",
          "url_param(Y)",
          "url_param(y)",
          "url_param(z)",
          "urlp_val(x)",
          "str(AbC),lower",
          "str(AbC),upper",
          "str(abc),length",
          "str(abc),hex",
          "str(abc),base64",
          "str(YWJj),b64dec",
          "str(a_b-c),ub64enc",
          "str(YV9iLWM),ub64dec",
          "str(abcdef),bytes(1,2)",
          "str(abcdef),bytes(4)",
          "str(abcdef),bytes(9)",
          "str(f1_f2_f3__f5),field(5,_)",
          "str(f1_f2_f3__f5),field(2,_,0)",
          "str(f1_f2_f3__f5),field(2,_,2)",
          "str(f1_f2_f3__f5),field(-2,_,3)",
          "str(f1_f2_f3__f5),field(-3,_,0)",
          "str(f1_f2_f3__f5),field(4,_)",
          "str(w1_w2_w3___w4),word(3,_)",
          "str(w1_w2_w3___w4),word(2,_,0)",
          "str(w1_w2_w3___w4),word(3,_,2)",
          "str(w1_w2_w3___w4),word(-2,_,3)",
          "str(w1_w2_w3___w4),word(-3,_,0)",
          "str(w1_w2_w3___w4),word(4,_)",
          "str(xxabxx),ltrim(x)",
          "str(xxabxx),rtrim(x)",
          "bool(true),iif(yes,no)",
          "bool(false),iif(yes,no)",
          "str(a),concat(b)",
          "int(5),add(3)",
          "int(5),sub(8)",
          "int(5),mul(-3)",
          "int(7),div(2)",
          "int(-7),div(2)",
          "int(7),div(0)",
          "int(-7),mod(3)",
          "int(7),mod(0)",
          "int(12),and(10)",
          "int(12),or(3)",
          "int(12),xor(10)",
          "int(5),neg",
          "int(5),cpl",
          "int(5),odd",
          "int(5),even",
          "int(5),bool",
          "int(5),not",
          "int(9223372036854775807),add(1)",
          "int(-9223372036854775807),sub(5)",
          "int(9223372036854775807),mul(2)",
          "int(-9223372036854775807),mul(2)",
          "str(12x),add(1)",
          "str(x),add(1)",
          "ipv4(1.2.3.4),add(0)",
          "ipv4(1.2.3.4)",
          "ipv6(2001:DB8::1)",
          "ipv6(::ffff:1.2.3.4)",
          "bin(616200),hex",
          "bin(616263)",
          "always_true",
          "always_false",
          "meth(PUT)");

  private static String ours(String expression) throws ArgumentException {
    ByteSink sink = new ByteSink(4096);
    Words.format("<%[" + expression + "]>", Format.Use.HTTP)
        .write(FakeExchange.of(REQUEST).control(), new Sample(4096), sink);
    return sink.text();
  }

  @Test
  void expressionsYieldWhatTheRealOneYields() throws IOException, ArgumentException {
    assumeTrue(RealHaproxy.installed(), "the program haproxy is not installed");
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> actual = new LinkedHashMap<>();
    int port = RealHaproxy.freePort();
    StringBuilder body = new StringBuilder();
    EXPRESSIONS.forEach(e -> body.append("<%[").append(e).append("]>\\n"));
    try (RealHaproxy haproxy = RealHaproxy.start(configuration(port, body.toString()));
        RawClient client = RawClient.connect(port)) {
      String[] lines = client.exchange(REQUEST).body().split("%0A|\n");
      for (int i = 0; i < EXPRESSIONS.size(); i++) {
        expected.put(EXPRESSIONS.get(i), i < lines.length ? lines[i] : "absent");
        actual.put(EXPRESSIONS.get(i), ours(EXPRESSIONS.get(i)));
      }
      assertThat(haproxy.pid()).isPositive();
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static String configuration(int port, String body) {
    return """
    frontend f
      mode http
      timeout client 5s
      bind 127.0.0.1:%d
      http-request return status 200 content-type text/plain lf-string "%s"
    """
        .formatted(port, body);
  }
}
