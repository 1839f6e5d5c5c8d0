package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Span;
import io.gatehouse.model.Endpoint;
import java.util.Map;
import java.util.Set;

/** {@code server} and {@code default-server}. */
final class ServerKeyword implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of(
        "server",
        java.util.EnumSet.of(SectionKind.BACKEND, SectionKind.LISTEN),
        "default-server",
        SectionKind.SERVER);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    if (s.keyword().equals("server")) {
      server(s);
      return;
    }
    Values values = defaults(s);
    ServerOptions.readAll(s.cursor(), values);
    s.set(ProxySettings.DEFAULT_SERVER, values);
  }

  private static Values defaults(Statement s) {
    return s.values()
        .get(ProxySettings.DEFAULT_SERVER)
        .map(Values::inherited)
        .orElseGet(Values::new);
  }

  private static void server(Statement s) throws ArgumentException {
    Cursor cursor = s.cursor();
    String name = cursor.next("a name");
    Names.check("server", name, cursor);
    Span at = cursor.span();
    for (ServerDraft other : s.draft().servers()) {
      if (other.name().equals(name)) {
        throw cursor.error(
            0,
            name.length(),
            "server '%s' is defined twice in %s '%s'"
                .formatted(name, s.draft().kind().word(), s.draft().name()),
            io.gatehouse.config.text.Diagnostics.firstDefined(other.at().start()));
      }
    }
    Address address = Addresses.parse(cursor.next("an address"), cursor);
    Span addressAt = cursor.span();
    if (address.endpoint() instanceof Endpoint.Inherited) {
      throw cursor.error("a server cannot have an inherited descriptor as its address");
    }
    if (address.ports() instanceof Address.Ports.Fixed(int first, int last) && first != last) {
      throw cursor.error("a server takes one port, not a range");
    }
    Values values = defaults(s);
    ServerOptions.readAll(cursor, values);
    s.draft().servers().add(new ServerDraft(name, address, values, at, addressAt));
  }
}
