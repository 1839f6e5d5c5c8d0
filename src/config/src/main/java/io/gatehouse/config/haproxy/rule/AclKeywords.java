package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.config.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names that only {@code acl} lines know: a fetch together with the way its sample is compared
 * (manual section 7.3.5 and 7.3.6, "ACL derivatives").
 */
final class AclKeywords {

  /**
   * What a name stands for.
   *
   * @param values how its patterns read where the match method does not say it
   */
  record Keyword(String name, String fetch, MatchMethod method, Values values) {}

  /** How patterns read. */
  enum Values {
    PLAIN,
    /** {@code 3.1}: major and minor. */
    VERSION,
    /** Known methods are compared exactly, whatever {@code -i} says. */
    HTTP_METHOD
  }

  private static final Map<String, Keyword> KEYWORDS = new LinkedHashMap<>();

  static {
    family("base", "base");
    family("cook", "req.cook");
    family("hdr", "req.hdr");
    family("path", "path");
    family("scook", "res.cook");
    family("shdr", "res.hdr");
    family("url", "url");
    family("urlp", "urlp");
    add("method", "method", MatchMethod.STR, Values.HTTP_METHOD);
    add("http_auth_group", "http_auth_group", MatchMethod.STR, Values.PLAIN);
    add("req_ver", "req.ver", MatchMethod.STR, Values.PLAIN);
    add("resp_ver", "res.ver", MatchMethod.STR, Values.PLAIN);
    add("payload", "req.payload", MatchMethod.BIN, Values.PLAIN);
    add("payload_lv", "req.payload_lv", MatchMethod.BIN, Values.PLAIN);
    add("req_rdp_cookie", "req.rdp_cookie", MatchMethod.STR, Values.PLAIN);
    add("req_rdp_cookie_cnt", "req.rdp_cookie_cnt", MatchMethod.INT, Values.PLAIN);
    add("req_ssl_sni", "req.ssl_sni", MatchMethod.STR, Values.PLAIN);
    add("req_ssl_ver", "req.ssl_ver", MatchMethod.INT, Values.VERSION);
    add("req.ssl_ver", "req.ssl_ver", MatchMethod.INT, Values.VERSION);
    add("ssl_fc_sni_end", "ssl_fc_sni", MatchMethod.END, Values.PLAIN);
    add("ssl_fc_sni_reg", "ssl_fc_sni", MatchMethod.REG, Values.PLAIN);
  }

  private final Map<String, Keyword> known;

  /** HAProxy's names and those that the plugins' fetches bring along. */
  AclKeywords(Vocabulary vocabulary) {
    known = new LinkedHashMap<>(KEYWORDS);
    for (String fetch : vocabulary.fetches()) {
      vocabulary
          .fetch(fetch)
          .ifPresent(
              plugin ->
                  plugin
                      .shorthands()
                      .forEach(
                          (name, shorthand) ->
                              known.putIfAbsent(
                                  name,
                                  new Keyword(
                                      name, shorthand.fetch(), shorthand.method(), Values.PLAIN))));
    }
  }

  private static void family(String prefix, String fetch) {
    add(prefix, fetch, MatchMethod.STR, Values.PLAIN);
    for (MatchMethod method :
        Set.of(
            MatchMethod.BEG,
            MatchMethod.DIR,
            MatchMethod.DOM,
            MatchMethod.END,
            MatchMethod.LEN,
            MatchMethod.REG,
            MatchMethod.SUB)) {
      add(prefix + "_" + method.name().toLowerCase(Locale.ROOT), fetch, method, Values.PLAIN);
    }
  }

  private static void add(String name, String fetch, MatchMethod method, Values values) {
    KEYWORDS.put(name, new Keyword(name, fetch, method, values));
  }

  @Nullable Keyword find(String name) {
    return known.get(name);
  }

  Set<String> names() {
    return known.keySet();
  }
}
