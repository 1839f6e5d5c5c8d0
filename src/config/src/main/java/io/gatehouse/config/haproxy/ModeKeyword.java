package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.model.Mode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code mode}. */
final class ModeKeyword implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of("mode", SectionKind.PROXIES);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    String word = s.cursor().next("'tcp' or 'http'");
    Mode mode =
        switch (word) {
          case "tcp" -> Mode.TCP;
          case "http" -> Mode.HTTP;
          case "health" -> Mode.HEALTH;
          case "log", "spop", "haterm" ->
              throw s.cursor()
                  .error("mode '%s' is not supported; use 'tcp' or 'http'".formatted(word));
          default -> throw s.cursor().unknown("proxy mode", List.of("tcp", "http", "health"));
        };
    if (mode == Mode.HEALTH) {
      s.cursor()
          .warn(
              "'mode health' was removed from HAProxy: use 'mode http' with"
                  + " 'http-request return status 200'");
    }
    s.cursor().end();
    s.set(ProxySettings.MODE, mode);
  }
}
