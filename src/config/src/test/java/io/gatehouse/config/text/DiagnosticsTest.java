package io.gatehouse.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.ArgumentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void marksTheExactWords() throws ArgumentException {
    Cursor cursor = cursor("\tbalance leastcon");
    cursor.next("an algorithm");
    cursor.report(cursor.unknown("balance algorithm", List.of("roundrobin", "leastconn")));
    assertThat(diagnostics.render())
        .isEqualTo(
            """
            haproxy.cfg:42:10: error: unknown balance algorithm 'leastcon'
            \tbalance leastcon
            \t        ^^^^^^^^
              did you mean 'leastconn'?
            """);
    assertThat(diagnostics.exitCode()).isEqualTo(1);
  }

  @Test
  void marksThePlaceWhereAWordIsMissing() {
    Cursor cursor = cursor("  timeout client");
    cursor.accept("client");
    try {
      cursor.time("a time");
    } catch (ArgumentException e) {
      cursor.report(e);
    }
    assertThat(diagnostics.render())
        .isEqualTo(
            """
            haproxy.cfg:42:18: error: 'timeout client' expects a time
              timeout client
                             ^
            """);
  }

  @Test
  void whatIsFoundTwiceIsSaidOnce() {
    for (int i = 0; i < 2; i++) {
      diagnostics.warning(line("option httplog").span(1), "needs 'mode http'");
    }
    diagnostics.warning(line("option httplog").span(0), "needs 'mode http'");
    assertThat(diagnostics.warnings()).isEqualTo(2);
    assertThat(diagnostics.all()).hasSize(2);
  }

  @Test
  void marksThePartOfAWord() throws ArgumentException {
    Cursor cursor = cursor("log-format %ci:%xx");
    cursor.next("a format");
    cursor.report(cursor.error(4, 3, "unknown alias"));
    assertThat(diagnostics.all().getFirst().position().column()).isEqualTo(16);
  }

  @Test
  void alignsUnderLettersOfSeveralBytesAndHidesControlCharacters() {
    Line line = line(ConfigSource.ofText("", "description \u00e9\u00e9 \u001b[31m").content());
    diagnostics.error(line.span(2), "bad");
    assertThat(diagnostics.render())
        .contains("description \u00e9\u00e9 ?[31m\n               ^^^^^\n");
  }

  @Test
  void showsLongLinesAroundTheMark() {
    Line line = line("x".repeat(300) + " here " + "y".repeat(300));
    diagnostics.error(line.span(1), "bad");
    assertThat(diagnostics.render().lines().skip(1))
        .allSatisfy(shown -> assertThat(shown.length()).isLessThan(170))
        .anySatisfy(shown -> assertThat(shown).contains(" here "));
  }

  @Test
  void speaksAsHaproxyDoes() {
    Line line = line("\tbind :80");
    diagnostics.error(line.span(1), "cannot bind", Diagnostics.firstDefined(line.position(0)));
    diagnostics.warning(line.span(1), "odd");
    diagnostics.notice(Span.of("x.cfg"), "fine");
    assertThat(diagnostics.renderAsHaproxy(12))
        .isEqualTo(
            """
            [ALERT]    (12) : config : parsing [haproxy.cfg:42] : cannot bind; first defined at haproxy.cfg:42
            [WARNING]  (12) : config : parsing [haproxy.cfg:42] : odd
            [NOTICE]   (12) : config : [x.cfg] : fine
            """);
  }

  @Test
  void readsNumbersTimesAndSizesInTheirRanges() throws ArgumentException {
    Cursor cursor = cursor("x 12 5s 2k 7d 1500us");
    assertThat(cursor.integer("a number", 0, 12)).isEqualTo(12);
    assertThat(cursor.time("a time")).hasMillis(5000);
    assertThat(cursor.size("a size")).isEqualTo(2048);
    assertThat(cursor.time("a time", TimeValue.Unit.SECOND).amount()).isEqualTo(604_800);
    assertThat(cursor.time("a time")).hasMillis(2);
    cursor.end();
    assertThat(diagnostics.all()).isEmpty();
  }

  @Test
  void warnsOfLettersBehindAUnit() throws ArgumentException {
    Cursor cursor = cursor("timeout client 5sec");
    cursor.accept("client");
    assertThat(cursor.time("a time")).hasSeconds(5);
    assertThat(diagnostics.render())
        .contains(":16: warning: unexpected 'ec' after the time in '5sec' is ignored");
  }

  @Test
  void suggestsOnlyWhatIsNear() {
    List<String> words = List.of("backend", "frontend", "global", "maxconn");
    assertThat(Suggestions.nearest("backned", words)).contains("backend");
    assertThat(Suggestions.nearest("FRONTEND", words)).contains("frontend");
    assertThat(Suggestions.nearest("maxcon", words)).contains("maxconn");
    assertThat(Suggestions.nearest("peers", words)).isEmpty();
    assertThat(Suggestions.nearest("", words)).isEmpty();
  }

  @Test
  void theEnvironmentBeginsWithWhatHaproxyProvides() {
    Environment environment = Environment.ofProcess(Map.of("CITY", "K\u00f6ln"), Loaded.FACTS);
    assertThat(environment.get("HAPROXY_BRANCH")).contains("3.5");
    assertThat(environment.get("HAPROXY_STARTUP_VERSION")).contains("3.5.0");
    assertThat(environment.get("HAPROXY_TCP_LOG_FMT")).contains(LogFormats.TCP);
    assertThat(environment.get("CITY")).contains("K\u00c3\u00b6ln");
    environment.finish(List.of(ConfigSource.ofText("a", ""), ConfigSource.ofText("b", "")));
    assertThat(environment.contains("HAPROXY_TCP_LOG_FMT")).isFalse();
    assertThat(environment.get("HAPROXY_CFGFILES")).contains("a;b");
  }

  private Cursor cursor(String raw) {
    return line(raw).cursor(1, diagnostics);
  }

  private Line line(String raw) {
    return new Tokenizer(Environment.of(Map.of()), diagnostics)
        .tokenize("haproxy.cfg", 42, raw)
        .orElseThrow();
  }
}
