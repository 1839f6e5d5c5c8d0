package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.Map;
import java.util.Set;

/** What {@code global} says of TLS as a whole. */
final class TlsKeywords implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of(
        "ca-base",
        SectionKind.ONLY_GLOBAL,
        "crt-base",
        SectionKind.ONLY_GLOBAL,
        "ssl-server-verify",
        SectionKind.ONLY_GLOBAL);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "ca-base" -> s.setText(GlobalSettings.CA_BASE, "a folder");
      case "crt-base" -> s.setText(GlobalSettings.CRT_BASE, "a folder");
      default -> {
        boolean verify = ServerTlsOptions.verify(s.cursor());
        s.cursor().end();
        s.set(GlobalSettings.SERVER_VERIFY, verify);
      }
    }
  }
}
