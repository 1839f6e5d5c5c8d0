package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The yes-or-no options of a proxy: those of {@link Flags}, and those that change nothing here. */
final class ProxyFlags implements KeywordFamily {
  /** Options whose effect we give anyway or that tune HAProxy's inside. */
  private static final Map<String, String> NO_EFFECT =
      Map.ofEntries(
          Map.entry("contstats", "counters are always updated as data passes"),
          Map.entry("splice-auto", "the relay chooses how to move data"),
          Map.entry("splice-request", "the relay chooses how to move data"),
          Map.entry("splice-response", "the relay chooses how to move data"),
          Map.entry("tcp-smart-accept", "an optimisation of HAProxy's system calls"),
          Map.entry("tcp-smart-connect", "an optimisation of HAProxy's system calls"),
          Map.entry("socket-stats", "binds are always counted apart"),
          Map.entry("idle-close-on-response", "idle connections are always closed so"),
          Map.entry("http-no-delay", "what is there is always sent at once"),
          Map.entry("http-use-proxy-header", "Proxy-Connection is not read"),
          Map.entry("http-use-htx", "the only representation since HAProxy 2.1"),
          Map.entry("h1-case-adjust-bogus-client", "header names keep the case they came with"),
          Map.entry("h1-case-adjust-bogus-server", "header names keep the case they came with"));

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    Flags.all().forEach((name, flag) -> all.put("option " + name, flag.sections()));
    NO_EFFECT.keySet().forEach(name -> all.put("option " + name, SectionKind.PROXIES));
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    String option = s.keyword().substring("option ".length());
    Flags.Flag flag = Flags.all().get(option);
    if (flag == null) {
      s.cursor().end();
      String reason = String.valueOf(NO_EFFECT.get(option));
      s.context()
          .diagnostics()
          .notice(s.at(), "'%s' has no effect: %s".formatted(s.keyword(), reason));
    } else {
      s.setFlag(flag.setting());
      if (flag.setting() == Flags.TCPKA) {
        // One word for two options; a later line may take one of them back.
        s.setFlag(Flags.CLITCPKA);
        s.setFlag(Flags.SRVTCPKA);
      }
    }
  }
}
