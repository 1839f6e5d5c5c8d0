package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Section;
import io.gatehouse.config.text.Span;
import io.gatehouse.model.Resolvers;
import io.gatehouse.model.Resolvers.Hold;
import io.gatehouse.model.Resolvers.NameServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One {@code resolvers} section (manual section 5.3.2). */
final class ResolversSection {
  static final String SECTION = "resolvers";

  private static final List<String> KEYWORDS =
      List.of(
          "accepted_payload_size",
          "hold",
          "nameserver",
          "parse-resolv-conf",
          "resolve_retries",
          "timeout");

  private static final int SMALLEST_PAYLOAD = 12;
  private static final int LARGEST_PAYLOAD = 65_535;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final String name;
  private final Diagnostics diagnostics;
  private final List<NameServer> servers = new ArrayList<>();
  private int retries = 3;
  private Duration resolve = SECOND;
  private Duration retry = SECOND;
  private Hold hold = Hold.DEFAULT;
  private int payload = 512;

  ResolversSection(String name, Diagnostics diagnostics) {
    this.name = name;
    this.diagnostics = diagnostics;
  }

  Resolvers read(Section section) {
    section.lines().forEach(this::line);
    return build();
  }

  /** Without a line of its own: whom the system asks, and nobody where that cannot be read. */
  Resolvers ofSystem() {
    ResolvConf.read().servers().forEach(this::add);
    return build();
  }

  private Resolvers build() {
    return new Resolvers(name, servers, retries, resolve, retry, hold, payload);
  }

  private void line(Line line) {
    Cursor cursor = line.cursor(1, diagnostics);
    try {
      switch (line.keyword()) {
        case "nameserver" -> nameServer(cursor);
        case "parse-resolv-conf" -> parseResolvConf(cursor);
        case "hold" -> hold(cursor);
        case "timeout" -> timeout(cursor);
        case "resolve_retries" -> retries = (int) cursor.integer("a number", 1, Short.MAX_VALUE);
        case "accepted_payload_size" ->
            payload = (int) cursor.integer("a size in bytes", SMALLEST_PAYLOAD, LARGEST_PAYLOAD);
        default -> throw cursor.unknown("keyword in 'resolvers' section", KEYWORDS);
      }
      cursor.end();
    } catch (ArgumentException problem) {
      cursor.report(problem);
    }
  }

  private void nameServer(Cursor cursor) throws ArgumentException {
    String id = cursor.next("a name");
    Names.check("name server", id, cursor);
    if (taken(id)) {
      throw cursor.error("name server '%s' is defined twice in this section".formatted(id));
    }
    NameServer server = NameServers.parse(id, cursor.nextAddress("an address with a port"), cursor);
    // One connection is used: any limit of connections is kept.
    if (server.stream() && cursor.accept("maxconn")) {
      cursor.integer("a number of connections", 1, Integer.MAX_VALUE);
    }
    servers.add(server);
  }

  private boolean taken(String id) {
    return servers.stream().anyMatch(server -> server.name().equals(id));
  }

  private void add(NameServer server) {
    if (!taken(server.name())) {
      servers.add(server);
    }
  }

  private void parseResolvConf(Cursor cursor) throws ArgumentException {
    Span at = cursor.line().span(0);
    ResolvConf found = ResolvConf.read();
    if (!found.readable()) {
      throw cursor.error("'%s' cannot be read".formatted(ResolvConf.FILE));
    }
    found
        .strange()
        .forEach(
            word ->
                diagnostics.warning(
                    at,
                    "'%s' names '%s', which is no address, as a name server: it is left out"
                        .formatted(ResolvConf.FILE, word)));
    found.servers().forEach(this::add);
  }

  private void timeout(Cursor cursor) throws ArgumentException {
    switch (cursor.next("'resolve' or 'retry'")) {
      case "resolve" -> resolve = positive(cursor);
      case "retry" -> retry = positive(cursor);
      default -> throw cursor.unknown("timeout", List.of("resolve", "retry"));
    }
  }

  private static Duration positive(Cursor cursor) throws ArgumentException {
    Duration time = cursor.time("a time");
    if (time.isZero()) {
      throw cursor.error("this time must be longer than zero");
    }
    return time;
  }

  private void hold(Cursor cursor) throws ArgumentException {
    String kind = cursor.next("'valid', 'obsolete', 'nx', 'refused', 'timeout' or 'other'");
    Hold h = hold;
    // Only a time that was read replaces the one before.
    switch (kind) {
      case "valid", "obsolete", "nx", "refused", "timeout", "other" -> {
        Duration t = cursor.time("a time");
        hold =
            new Hold(
                kind.equals("valid") ? t : h.valid(),
                kind.equals("nx") ? t : h.nx(),
                kind.equals("refused") ? t : h.refused(),
                kind.equals("timeout") ? t : h.timeout(),
                kind.equals("other") ? t : h.other(),
                kind.equals("obsolete") ? t : h.obsolete());
      }
      default ->
          throw cursor.unknown(
              "'hold'", List.of("valid", "obsolete", "nx", "refused", "timeout", "other"));
    }
  }
}
