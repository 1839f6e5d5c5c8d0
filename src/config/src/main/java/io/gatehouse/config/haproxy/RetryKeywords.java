package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.model.RetrySettings.On;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens after a failed attempt. */
final class RetryKeywords implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of(
        "retries", SectionKind.SERVER,
        "option redispatch", SectionKind.SERVER,
        "redispatch", SectionKind.SERVER,
        "retry-on", SectionKind.SERVER);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "retries" -> s.setNumber(ProxySettings.RETRIES, "a number of retries", 0, 65_535);
      case "retry-on" -> retryOn(s);
      default -> redispatch(s);
    }
  }

  private static void redispatch(Statement s) throws ArgumentException {
    if (s.keyword().equals("redispatch")) {
      s.cursor().warn("'redispatch' was removed from HAProxy: use 'option redispatch'");
    }
    switch (s.prefix()) {
      case NO -> s.set(ProxySettings.REDISPATCH, 0);
      case DEFAULT -> s.values().clear(ProxySettings.REDISPATCH);
      case NONE -> {
        int every = -1;
        if (s.cursor().hasNext()) {
          every = (int) s.cursor().integer("an interval of retries", -65_535, 65_535);
        }
        s.set(ProxySettings.REDISPATCH, every);
      }
    }
    s.cursor().end();
  }

  private static void retryOn(Statement s) throws ArgumentException {
    Map<String, On> words = new HashMap<>();
    for (On on : On.values()) {
      String name = on.name().startsWith("S") ? on.name().substring(1) : on.name();
      words.put(name.toLowerCase(java.util.Locale.ROOT).replace('_', '-'), on);
    }
    words.put("0rtt-rejected", On.ZERO_RTT_REJECTED);
    words.remove("zero-rtt-rejected");
    Set<On> chosen = EnumSet.noneOf(On.class);
    do {
      String word = s.cursor().next("what is retried");
      On on = words.get(word);
      if (word.equals("all-retryable-errors")) {
        chosen.addAll(
            List.of(
                On.CONN_FAILURE,
                On.EMPTY_RESPONSE,
                On.JUNK_RESPONSE,
                On.RESPONSE_TIMEOUT,
                On.ZERO_RTT_REJECTED,
                On.S500,
                On.S502,
                On.S503,
                On.S504));
      } else if (on != null) {
        chosen.add(on);
      } else if (!word.equals("none")) {
        throw s.cursor().unknown("reason to retry", words.keySet());
      }
    } while (s.cursor().hasNext());
    s.set(ProxySettings.RETRY_ON, Set.copyOf(chosen));
  }
}
