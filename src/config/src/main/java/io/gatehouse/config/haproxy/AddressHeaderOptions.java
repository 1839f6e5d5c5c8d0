package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.HttpOptions.AddressHeader;
import io.gatehouse.model.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code option forwardfor} and {@code option originalto}. */
final class AddressHeaderOptions implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of(
        "option forwardfor", SectionKind.PROXIES, "option originalto", SectionKind.PROXIES);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    boolean forwardFor = s.keyword().equals("option forwardfor");
    Setting<Optional<AddressHeader>> setting =
        forwardFor ? ProxySettings.FORWARD_FOR : ProxySettings.ORIGINAL_TO;
    switch (s.prefix()) {
      case NO -> s.set(setting, Optional.empty());
      case DEFAULT -> s.values().clear(setting);
      case NONE ->
          s.set(
              setting,
              Optional.of(
                  header(
                      s.cursor(), forwardFor ? "X-Forwarded-For" : "X-Original-To", forwardFor)));
    }
    s.cursor().end();
  }

  private static AddressHeader header(Cursor cursor, String name, boolean forwardFor)
      throws ArgumentException {
    String header = name;
    Optional<Network> except = Optional.empty();
    boolean ifNone = false;
    while (cursor.hasNext()) {
      String word = cursor.next("an argument");
      if (word.equals("except")) {
        except = Optional.of(Networks.next(cursor));
      } else if (word.equals("header")) {
        header = cursor.next("a header's name");
      } else if (word.equals("if-none") && forwardFor) {
        ifNone = true;
      } else {
        throw cursor.unknown("argument", List.of("except", "header", "if-none"));
      }
    }
    return new AddressHeader(header, except, ifNone);
  }
}
