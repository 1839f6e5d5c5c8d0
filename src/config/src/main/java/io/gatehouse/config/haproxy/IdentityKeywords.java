package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.Map;
import java.util.Set;

/** Number, description and state of a proxy. */
final class IdentityKeywords implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of(
        "id", SectionKind.NAMED,
        "description", SectionKind.EVERYWHERE,
        "disabled", SectionKind.PROXIES,
        "enabled", SectionKind.PROXIES);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "id" -> s.setNumber(ProxySettings.ID, "a number", 1, Integer.MAX_VALUE);
      case "description" -> {
        StringBuilder text = new StringBuilder(s.cursor().next("a text"));
        while (s.cursor().hasNext()) {
          text.append(' ').append(s.cursor().next("a text"));
        }
        s.set(ProxySettings.DESCRIPTION, text.toString());
      }
      default -> {
        s.cursor().end();
        s.set(ProxySettings.DISABLED, s.keyword().equals("disabled"));
      }
    }
  }
}
