package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.Map;
import java.util.Set;

/** What answers a monitor without a server. */
final class MonitorKeywords implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of("monitor-uri", SectionKind.CLIENT, "monitor-net", SectionKind.CLIENT);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    if (s.keyword().equals("monitor-uri")) {
      s.setText(ProxySettings.MONITOR_URI, "a URI");
      return;
    }
    s.cursor()
        .warn(
            "'monitor-net' was removed from HAProxy: use 'http-request return status 200"
                + " content-type text/plain if { src NETWORK }'");
    var network = Networks.next(s.cursor());
    s.cursor().end();
    s.set(ProxySettings.MONITOR_NET, network);
  }
}
