package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.model.Backend.ReuseMode;
import io.gatehouse.model.HttpOptions.ConnectionMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How long HTTP connections live, and what servers are told on them. */
final class ConnectionOptions implements KeywordFamily {
  private static final Map<String, ConnectionMode> MODES =
      Map.of(
          "option http-server-close", ConnectionMode.SERVER_CLOSE,
          "option httpclose", ConnectionMode.CLOSE,
          "option forceclose", ConnectionMode.CLOSE,
          "option http-keep-alive", ConnectionMode.KEEP_ALIVE);

  /** Without which no server would understand a message; {@code Host} was always let through. */
  private static final Set<String> OF_MESSAGES =
      Set.of("content-length", "transfer-encoding", "connection");

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    MODES.keySet().forEach(name -> all.put(name, SectionKind.PROXIES));
    all.put("option http-tunnel", SectionKind.PROXIES);
    all.put("http-reuse", SectionKind.SERVER);
    all.put("http-send-name-header", SectionKind.SERVER);
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "http-reuse" -> reuse(s);
      case "http-send-name-header" -> serverName(s);
      case "option http-tunnel" -> {
        s.cursor().warn("'option http-tunnel' was removed from HAProxy and has no effect");
        s.cursor().end();
      }
      case "option forceclose" -> {
        s.cursor().warn("'option forceclose' was removed from HAProxy: use 'option httpclose'");
        mode(s);
      }
      default -> mode(s);
    }
  }

  private static void mode(Statement s) throws ArgumentException {
    s.cursor().end();
    ConnectionMode mode = MODES.getOrDefault(s.keyword(), ConnectionMode.KEEP_ALIVE);
    ConnectionMode current = s.values().get(ProxySettings.CONNECTION, ConnectionMode.KEEP_ALIVE);
    switch (s.prefix()) {
      case NONE -> s.set(ProxySettings.CONNECTION, mode);
      // "no option X" takes back X only, not another mode.
      case NO -> {
        if (current == mode) {
          s.set(ProxySettings.CONNECTION, ConnectionMode.KEEP_ALIVE);
        }
      }
      case DEFAULT -> s.values().clear(ProxySettings.CONNECTION);
    }
  }

  private static void serverName(Statement s) throws ArgumentException {
    String name = s.cursor().next("the name of a header field").toLowerCase(Locale.ROOT);
    if (OF_MESSAGES.contains(name)) {
      throw s.cursor()
          .error("'%s' tells of the message itself, choose another field".formatted(name));
    }
    s.cursor().end();
    s.set(ProxySettings.SERVER_NAME_FIELD, name);
  }

  private static void reuse(Statement s) throws ArgumentException {
    String word = s.cursor().next("'never', 'safe', 'aggressive' or 'always'");
    List<String> words = List.of("never", "safe", "aggressive", "always");
    if (!words.contains(word)) {
      throw s.cursor().unknown("reuse mode", words);
    }
    s.cursor().end();
    s.set(ProxySettings.REUSE, ReuseMode.valueOf(word.toUpperCase(Locale.ROOT)));
  }
}
