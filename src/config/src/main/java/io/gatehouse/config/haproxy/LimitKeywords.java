package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.Map;
import java.util.Set;

/** How much a process or a proxy takes at once. */
final class LimitKeywords implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of(
        "maxconn", SectionKind.EVERYWHERE,
        "backlog", SectionKind.CLIENT,
        "fullconn", SectionKind.SERVER,
        "rate-limit sessions", SectionKind.CLIENT);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "maxconn" -> {
        if (s.draft().kind() == SectionKind.BACKEND) {
          s.cursor().warn("'maxconn' is ignored, this section has no frontend");
        }
        s.setNumber(ProxySettings.MAXCONN, "a number of connections", 0, Integer.MAX_VALUE);
      }
      case "backlog" ->
          s.setNumber(ProxySettings.BACKLOG, "a number of connections", 0, Integer.MAX_VALUE);
      case "fullconn" ->
          s.setNumber(ProxySettings.FULLCONN, "a number of connections", 0, Integer.MAX_VALUE);
      default -> s.setNumber(ProxySettings.RATE_LIMIT, "sessions per second", 0, Integer.MAX_VALUE);
    }
  }
}
