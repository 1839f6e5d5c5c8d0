package io.gatehouse.rules.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetchPlugin.Shorthand;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.rules.FakeExchange;
import io.gatehouse.rules.Words;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchTableTest {
  private static final String REQUEST =
      """
      GET /a/b.html?x=1&Y=2&x=3;z HTTP/1.1
      Host: www.example.org:8080
      X-List: one, "t,wo" , three
      X-List: 42abc
      X-Forwarded-For: 10.9.8.7, 2001:db8::1, [::2]:80
      Cookie: a=1; b="x;y" ; a=2; $Path=/; flag
      """;

  private static String value(String expression) throws ArgumentException {
    Sample sample = new Sample(16_384);
    FakeExchange exchange =
        FakeExchange.of(REQUEST).response("HTTP/1.1 404 Not Found\nSet-Cookie: s=9; Path=/\n");
    boolean found = Words.expression(expression).evaluate(exchange.control(), sample);
    return found && sample.cast(SampleType.STRING) ? sample.text() : "-";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "path | /a/b.html",
        "pathq | /a/b.html?x=1&Y=2&x=3;z",
        "query | x=1&Y=2&x=3;z",
        "query(with_qm) | ?x=1&Y=2&x=3;z",
        "url | /a/b.html?x=1&Y=2&x=3;z",
        "base | www.example.org:8080/a/b.html",
        "method | GET",
        "req.ver | 1.1",
        "status | 404",
        "res.ver | 1.1",
        "req.hdr(x-list) | 42abc",
        "req.hdr(x-list,1) | one",
        "req.hdr(x-list,2) | \"t,wo\"",
        "req.hdr(x-list,-2) | three",
        "req.hdr(x-list,9) | -",
        "req.fhdr(x-list,1) | one, \"t,wo\" , three",
        "req.hdr_cnt(x-list) | 4",
        "req.fhdr_cnt(x-list) | 2",
        "req.hdr_val(x-list) | 42",
        "req.hdr_ip(x-forwarded-for,1) | 10.9.8.7",
        "req.hdr_ip(x-forwarded-for,2) | 2001:db8::1",
        "req.hdr_ip(x-forwarded-for) | ::2",
        "req.hdr_names(:) | host:x-list:x-list:x-forwarded-for:cookie",
        "req.cook(a) | 2",
        "req.cook(b) | \"x;y\"",
        "req.cook(c) | -",
        "req.cook_cnt(a) | 2",
        "req.cook_val(a) | 2",
        "res.cook(s) | 9",
        "res.cook(Path) | -",
        "url_param(x) | 1",
        "url_param(y) | -",
        "urlp(y,,i) | 2",
        "src | 10.1.2.3",
        "dst_port | 8080",
        "capture.req.uri | /a/b.html?x=1&Y=2&x=3;z",
        "capture.req.ver | HTTP/1.1",
        "int(-5) | -5",
        "bool(true) | 1",
        "ipv6(2001:DB8::1) | 2001:db8::1",
        "var(txn.none,def) | def",
        "var(txn.none) | -"
      })
  void readsWhatTheManualSays(String expression, String expected) throws ArgumentException {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @Test
  void conditionsSeeEachValueInTurn() throws ArgumentException {
    assertThat(all("req.hdr(x-list)")).containsExactly("one", "\"t,wo\"", "three", "42abc");
    assertThat(all("req.cook(a)")).containsExactly("1", "2");
    assertThat(all("url_param(x)")).containsExactly("1", "3");
    assertThat(all("path")).containsExactly("/a/b.html");
  }

  private static List<String> all(String text) throws ArgumentException {
    Expression expression = Words.expression(text);
    Sample sample = new Sample(16_384);
    List<String> values = new ArrayList<>();
    int cursor = 0;
    do {
      if (!expression.evaluateFrom(FakeExchange.of(REQUEST).control(), sample, cursor)) {
        break;
      }
      values.add(sample.text());
      cursor = sample.cursor();
    } while (sample.hasMore());
    return values;
  }

  @Test
  void conditionsKnowShorterNames() {
    assertThat(new UriFetches().shorthands())
        .containsEntry("path_beg", new Shorthand("path", MatchMethod.BEG));
    assertThat(new HeaderFetches().shorthands())
        .containsEntry("hdr_dom", new Shorthand("req.hdr", MatchMethod.DOM));
  }
}
