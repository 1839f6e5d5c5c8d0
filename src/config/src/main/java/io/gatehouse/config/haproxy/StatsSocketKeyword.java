package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Span;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** {@code stats socket} and what bounds its connections. */
final class StatsSocketKeyword implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of(
        "stats socket", SectionKind.ONLY_GLOBAL,
        "stats timeout", SectionKind.ONLY_GLOBAL,
        "stats maxconn", SectionKind.ONLY_GLOBAL,
        "stats bind-process", SectionKind.ONLY_GLOBAL);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "stats socket" -> socket(s);
      case "stats timeout" -> {
        Duration value = s.cursor().time("a time");
        s.cursor().end();
        s.set(GlobalSettings.STATS_TIMEOUT, value);
      }
      case "stats maxconn" ->
          s.setNumber(GlobalSettings.STATS_MAXCONN, "a number of connections", 1, 65_535);
      default -> {
        s.cursor().next("a set of processes");
        s.cursor().warn("'stats bind-process' was removed from HAProxy and has no effect");
      }
    }
  }

  private static void socket(Statement s) throws ArgumentException {
    String word = s.cursor().nextAddress("an address or the path of a Unix socket");
    Span at = s.cursor().span();
    Address address = Addresses.parse(word, s.cursor());
    Values values = new Values();
    BindOptions.readAll(s.cursor(), values);
    s.append(GlobalSettings.STATS_SOCKETS, new BindDraft(address.single(), values, at));
  }
}
