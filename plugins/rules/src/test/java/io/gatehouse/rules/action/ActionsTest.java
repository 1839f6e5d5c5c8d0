package io.gatehouse.rules.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.rules.FakeExchange;
import io.gatehouse.rules.Words;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionsTest {
  private static final List<ActionFamily> FAMILIES =
      List.of(
          new Refusals(),
          new Redirects(),
          new NormalizeUri(),
          new SettingActions(),
          new WaitActions(),
          new CaptureActions(),
          new UnsupportedActions(),
          new HeaderActions(),
          new UriActions(),
          new VariableActions());

  private final FakeExchange exchange =
      FakeExchange.of("GET /a/b?c=d HTTP/1.1\nhost: h\nx-a: 1, 2\nX-A: 3\n");

  private Verdict run(String line) throws ArgumentException {
    String[] words = line.split(" ");
    String name = words[0];
    String key = name.contains("(") ? name.substring(0, name.indexOf('(') + 1) : name;
    ActionFamily family =
        FAMILIES.stream().filter(f -> f.names().contains(key)).findFirst().orElseThrow();
    Words rest = new Words(List.of(words).subList(1, words.length));
    return family.parse(Phase.HTTP_REQUEST, name, rest).run(exchange.control());
  }

  private String head() {
    return exchange.request == null ? "" : exchange.request.text().replace("\n", "|");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "set-header X-A %[path]; GET /a/b?c=d HTTP/1.1|host: h|x-a: /a/b|",
        "add-header x-b 2; GET /a/b?c=d HTTP/1.1|host: h|x-a: 1, 2|X-A: 3|x-b: 2|",
        "del-header x-A; GET /a/b?c=d HTTP/1.1|host: h|",
        "del-header ^x -m reg; GET /a/b?c=d HTTP/1.1|host: h|",
        "replace-header x-a (.),.* <\\1>; GET /a/b?c=d HTTP/1.1|host: h|x-a: <1>|X-A: 3|",
        "replace-value x-a [23] n\\0; GET /a/b?c=d HTTP/1.1|host: h|x-a: 1,n2|X-A: n3|",
        "set-path /x; GET /x?c=d HTTP/1.1|host: h|x-a: 1, 2|X-A: 3|",
        "set-pathq /x?y; GET /x?y HTTP/1.1|host: h|x-a: 1, 2|X-A: 3|",
        "set-query q; GET /a/b?q HTTP/1.1|host: h|x-a: 1, 2|X-A: 3|",
        "set-method PUT; PUT /a/b?c=d HTTP/1.1|host: h|x-a: 1, 2|X-A: 3|",
        "replace-path /a/(.*) /z/\\1; GET /z/b?c=d HTTP/1.1|host: h|x-a: 1, 2|X-A: 3|"
      })
  void rewritesTheRequest(String line, String expected) throws ArgumentException {
    assertThat(run(line)).isEqualTo(Verdict.CONTINUE);
    assertThat(head()).isEqualTo(expected);
  }

  @Test
  void aFullHeadIsAFailedRewrite() throws ArgumentException {
    if (exchange.request != null) {
      exchange.request.fill();
    }

    assertThat(run("set-header x y")).isEqualTo(Verdict.REPLY);
  }

  @Test
  void denyTakesItsStatusAndTheErrorPage() throws ArgumentException {
    assertThat(run("deny")).isEqualTo(Verdict.REPLY);
    assertThat(exchange.reply).isEqualTo(new Reply(403, List.of(), new Reply.Body.ErrorPage()));
    assertThat(run("deny deny_status 429 if x")).isEqualTo(Verdict.REPLY);
    assertThat(exchange.calls).containsExactly("reply 403", "reply 429");
  }

  @Test
  void returnAnswersWithItsContent() throws ArgumentException {
    run("return status 201 content-type text/plain string hi");

    assertThat(exchange.reply)
        .isEqualTo(new Reply(201, List.of(), new Reply.Body.Fixed("text/plain", "hi")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "redirect location http://x/%[path]; http://x//a/b",
        "redirect prefix http://x; http://x/a/b?c=d",
        "redirect prefix / drop-query append-slash; /a/b/",
        "redirect scheme https code 301; https://h/a/b?c=d"
      })
  void redirectsComposeTheLocation(String line, String location) throws ArgumentException {
    assertThat(run(line)).isEqualTo(Verdict.REPLY);
    ByteSink sink = new ByteSink(1024);
    Reply reply = exchange.reply;
    assertThat(reply).isNotNull();
    if (reply != null) {
      reply.fields().stream()
          .filter(field -> field.name().equals("location"))
          .forEach(field -> field.value().write(exchange.control(), new Sample(1024), sink));
    }
    assertThat(sink.text()).isEqualTo(location);
  }

  @Test
  void variablesAreSetAndReadBack() throws ArgumentException {
    run("set-var(txn.p) path");
    run("set-header x-a %[var(txn.p)]");
    run("unset-var(txn.p)");
    run("add-header x-b <%[var(txn.p)]>");

    assertThat(head()).endsWith("x-a: /a/b|x-b: <>|");
  }

  @Test
  void wordsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> run("deny bogus")).hasMessageContaining("unknown argument");
    assertThatThrownBy(() -> run("return string x")).hasMessageContaining("content-type");
    assertThatThrownBy(() -> run("redirect code 200")).hasMessageContaining("out of range");
    assertThatThrownBy(() -> run("set-var(bad.x) path")).hasMessageContaining("not a variable");
    assertThatThrownBy(() -> run("close")).hasMessageContaining("cannot be used");
  }
}
