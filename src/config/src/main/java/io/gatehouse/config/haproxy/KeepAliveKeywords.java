package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.TimeValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How often the kernel probes idle connections where {@code option tcpka} asks for it. */
final class KeepAliveKeywords implements KeywordFamily {
  private static final Map<String, Setting<Integer>> COUNTS =
      Map.of(
          "clitcpka-cnt", ProxySettings.CLITCPKA_CNT, "srvtcpka-cnt", ProxySettings.SRVTCPKA_CNT);
  private static final Map<String, Setting<Duration>> TIMES =
      Map.of(
          "clitcpka-idle", ProxySettings.CLITCPKA_IDLE,
          "clitcpka-intvl", ProxySettings.CLITCPKA_INTVL,
          "srvtcpka-idle", ProxySettings.SRVTCPKA_IDLE,
          "srvtcpka-intvl", ProxySettings.SRVTCPKA_INTVL);

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    COUNTS.keySet().forEach(name -> all.put(name, side(name)));
    TIMES.keySet().forEach(name -> all.put(name, side(name)));
    return all;
  }

  private static Set<SectionKind> side(String name) {
    return name.startsWith("cli") ? SectionKind.CLIENT : SectionKind.SERVER;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    Setting<Integer> count = COUNTS.get(s.keyword());
    if (count != null) {
      s.setNumber(count, "a number of probes", 1, 127);
      return;
    }
    Duration time = s.cursor().time("a time", TimeValue.Unit.SECOND).duration();
    s.cursor().end();
    if (time.toSeconds() < 1) {
      throw s.cursor().error("'%s' counts in seconds, at least one".formatted(s.keyword()));
    }
    s.set(java.util.Objects.requireNonNull(TIMES.get(s.keyword())), time);
  }
}
