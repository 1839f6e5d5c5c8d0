package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.model.Endpoint;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code server} and {@code default-server}. */
final class ServerKeyword implements KeywordFamily {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Set<SectionKind> backends = EnumSet.of(SectionKind.BACKEND, SectionKind.LISTEN);
    return Map.of(
        "server", backends, "server-template", backends, "default-server", SectionKind.SERVER);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "server" -> {
        String name = s.cursor().next("a name");
        Span at = s.cursor().span();
        Names.check("server", name, s.cursor());
        unique(s, name);
        s.draft().servers().add(server(s, at).named(name));
      }
      case "server-template" -> template(s);
      default -> {
        Values values = defaults(s);
        ServerOptions.readAll(s.cursor(), values);
        s.set(ProxySettings.DEFAULT_SERVER, values);
      }
    }
  }

  private static Values defaults(Statement s) {
    return s.values()
        .get(ProxySettings.DEFAULT_SERVER)
        .map(Values::inherited)
        .orElseGet(Values::new);
  }

  /** Servers that differ in nothing but the number behind their names. */
  private static void template(Statement s) throws ArgumentException {
    Cursor cursor = s.cursor();
    String prefix = cursor.next("the beginning of the names");
    Span at = cursor.span();
    Names.check("server", prefix, cursor);
    String range = cursor.next("a number of servers, or a range such as 1-10");
    Matcher numbers = RANGE.matcher(range);
    if (!numbers.matches()) {
      throw cursor.error("'%s' is neither a number nor a range such as 1-10".formatted(range));
    }
    int first = numbers.group(2) == null ? 1 : Integer.parseInt(numbers.group(1));
    int last = Integer.parseInt(numbers.group(numbers.group(2) == null ? 1 : 2));
    if (last < first || first < 1) {
      throw cursor.error("'%s' has no server in it".formatted(range));
    }
    for (int number = first; number <= last; number++) {
      unique(s, prefix + number);
    }
    ServerDraft server = server(s, at);
    for (int number = first; number <= last; number++) {
      s.draft().servers().add(server.named(prefix + number));
    }
  }

  private static void unique(Statement s, String name) throws ArgumentException {
    for (ServerDraft other : s.draft().servers()) {
      if (other.name().equals(name)) {
        throw s.cursor()
            .error(
                0,
                s.cursor().span().length(),
                "server '%s' is defined twice in %s '%s'"
                    .formatted(name, s.draft().kind().word(), s.draft().name()),
                Diagnostics.firstDefined(other.at().start()));
      }
    }
  }

  /** The address and the options; who calls gives the name. */
  private static ServerDraft server(Statement s, Span at) throws ArgumentException {
    ServerDraft draft = address(s.cursor(), defaults(s), at);
    ServerOptions.readAll(s.cursor(), draft.values());
    return draft;
  }

  /** Port 0 is none: the client's counts. */
  private static Address ported(Address address) {
    boolean none = address.ports().equals(new Address.Ports.Fixed(0, 0));
    return none ? new Address(address.endpoint(), new Address.Ports.None()) : address;
  }

  /** The address alone. */
  static ServerDraft address(Cursor cursor, Values values, Span at) throws ArgumentException {
    Address address = Addresses.parse(cursor.nextAddress("an address"), cursor);
    Span addressAt = cursor.span();
    if (address.endpoint() instanceof Endpoint.Inherited) {
      throw cursor.error("a server cannot have an inherited descriptor as its address");
    }
    if (address.ports() instanceof Address.Ports.Fixed(int first, int last) && first != last) {
      throw cursor.error("a server takes one port, not a range");
    }
    return new ServerDraft("", ported(address), values, at, addressAt);
  }
}
