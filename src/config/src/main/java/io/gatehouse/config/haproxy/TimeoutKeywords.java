package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@code timeout …}, and its forms before HAProxy 1.4. */
final class TimeoutKeywords implements KeywordFamily {
  private static final Map<String, String> REMOVED =
      Map.of("contimeout", "connect", "clitimeout", "client", "srvtimeout", "server");
  private static final Set<String> CLIENT =
      Set.of("client", "client-fin", "http-request", "http-keep-alive");
  private static final Set<String> SERVER =
      Set.of("connect", "server", "server-fin", "queue", "check", "tunnel");

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    for (String name : ProxySettings.timeouts().keySet()) {
      all.put("timeout " + name, SectionKind.PROXIES);
    }
    REMOVED.keySet().forEach(name -> all.put(name, SectionKind.PROXIES));
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    String name = REMOVED.getOrDefault(s.keyword(), s.keyword().replace("timeout ", ""));
    if (REMOVED.containsKey(s.keyword())) {
      s.cursor()
          .warn("'%s' was removed from HAProxy: use 'timeout %s'".formatted(s.keyword(), name));
    }
    Setting<Duration> setting =
        java.util.Objects.requireNonNull(ProxySettings.timeouts().get(name));
    Duration value = s.cursor().time("a time");
    s.cursor().end();
    SectionKind kind = s.draft().kind();
    if (CLIENT.contains(name) && !SectionKind.CLIENT.contains(kind)) {
      s.cursor().warn("'timeout %s' is ignored, this section has no frontend".formatted(name));
    } else if (SERVER.contains(name) && !SectionKind.SERVER.contains(kind)) {
      s.cursor().warn("'timeout %s' is ignored, this section has no backend".formatted(name));
    } else {
      s.set(setting, value);
    }
  }
}
