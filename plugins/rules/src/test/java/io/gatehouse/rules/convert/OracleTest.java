package io.gatehouse.rules.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.io.InputStream;
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

  /** One configuration line can only be so long, and one answer. */
  private static final int BATCH = 30;

  private static final String BETWEEN = "@@";

  private static String ours(String expression) throws ArgumentException {
    ByteSink sink = new ByteSink(4096);
    Words.format("<%[" + expression + "]>", Format.Use.HTTP)
        .write(FakeExchange.of(REQUEST).control(), new Sample(4096), sink);
    return sink.text();
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = OracleTest.class.getResourceAsStream(resource)) {
      assertThat(in).isNotNull();
      return new String(in == null ? new byte[0] : in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  @Test
  void expressionsYieldWhatTheRealOneYields() throws IOException, ArgumentException {
    assumeTrue(RealHaproxy.installed(), "the program haproxy is not installed");
    List<String> expressions = lines("expressions.txt");
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> actual = new LinkedHashMap<>();
    int port = RealHaproxy.freePort();
    try (RealHaproxy haproxy = RealHaproxy.start(configuration(port, expressions))) {
      assertThat(haproxy.pid()).isPositive();
      for (int from = 0; from < expressions.size(); from += BATCH) {
        String request = REQUEST.replaceFirst("\r\n", "\r\nx-batch: " + from + "\r\n");
        try (RawClient client = RawClient.connect(port)) {
          String[] answers = client.exchange(request).body().split(BETWEEN, -1);
          for (int i = 0; i < BATCH && from + i < expressions.size(); i++) {
            String expression = expressions.get(from + i);
            expected.put(expression, i < answers.length ? answers[i] : "absent");
            actual.put(expression, ours(expression));
          }
        }
      }
    }
    assertThat(differences(expected, actual)).isEmpty();
  }

  @Test
  void whatTheInstalledOneDoesNotKnowYieldsWhatTheManualSays()
      throws IOException, ArgumentException {
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> actual = new LinkedHashMap<>();
    for (String line : lines("newer-expressions.txt")) {
      int arrow = line.indexOf(" => ");
      String expression = line.substring(0, arrow);
      expected.put(expression, line.substring(arrow + 4));
      actual.put(expression, ours(expression));
    }
    assertThat(differences(expected, actual)).isEmpty();
  }

  private static Map<String, String> differences(
      Map<String, String> expected, Map<String, String> actual) {
    Map<String, String> different = new LinkedHashMap<>();
    expected.forEach(
        (expression, wanted) -> {
          String got = actual.get(expression);
          if (!wanted.equals(got)) {
            different.put(expression, "wanted " + wanted + " but got " + got);
          }
        });
    return different;
  }

  private static String configuration(int port, List<String> expressions) {
    StringBuilder text =
        new StringBuilder(
            """
            frontend f
              mode http
              timeout client 5s
              bind 127.0.0.1:%d
            """
                .formatted(port));
    for (int from = 0; from < expressions.size(); from += BATCH) {
      List<String> batch = expressions.subList(from, Math.min(from + BATCH, expressions.size()));
      text.append("  http-request return status 200 content-type text/plain lf-string '");
      batch.forEach(e -> text.append("<%[").append(e).append("]>").append(BETWEEN));
      text.append("' if { req.hdr(x-batch) ").append(from).append(" }\n");
    }
    return text.toString();
  }
}
