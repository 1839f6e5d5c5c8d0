package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What old files say and HAProxy no longer knows, where it cannot be carried out. */
final class RemovedKeywords implements KeywordFamily {
  private static final Map<String, String> MODERN = new HashMap<>();

  static {
    for (String verb :
        Set.of("add", "del", "rep", "irep", "idel", "allow", "deny", "tarpit", "pass")) {
      MODERN.put("req" + verb, "use 'http-request' rules");
      MODERN.put("rsp" + verb, "use 'http-response' rules");
    }
    MODERN.put("reqiallow", "use 'http-request allow if …'");
    MODERN.put("reqideny", "use 'http-request deny if …'");
    MODERN.put("reqipass", "use 'http-request' rules with conditions");
    MODERN.put("reqitarpit", "use 'http-request tarpit if …'");
    MODERN.put("rspideny", "use 'http-response deny if …'");
    MODERN.put("bind-process", "use 'process' on the 'bind' line");
  }

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    MODERN.keySet().forEach(name -> all.put(name, SectionKind.PROXIES));
    all.put("grace", SectionKind.PROXIES);
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    if (s.keyword().equals("grace")) {
      s.cursor().time("a time");
      s.cursor().end();
      s.cursor().warn("'grace' was removed from HAProxy and has no effect");
      return;
    }
    throw s.cursor()
        .error(
            "'%s' was removed from HAProxy: %s"
                .formatted(s.keyword(), MODERN.getOrDefault(s.keyword(), "leave it out")));
  }
}
