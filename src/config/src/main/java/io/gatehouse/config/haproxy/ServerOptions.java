package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.TimeValue;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Server.HashKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words after the address of a {@code server} line (manual section 5.2). */
final class ServerOptions {

  /** Reads one option's arguments. */
  private interface Option {
    void read(Cursor cursor, Values values) throws ArgumentException;
  }

  private static final int LARGEST = Integer.MAX_VALUE;

  /** Known to HAProxy; refused by name so that the message differs from that for a typo. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "allow-0rtt",
          "alpn",
          "check-pool-conn-name",
          "check-reuse-pool",
          "check-sni-auto",
          "client-sigalgs",
          "crl-file",
          "curves",
          "guid",
          "idle-ping",
          "log-bufsize",
          "log-proto",
          "namespace",
          "no-tls-tickets",
          "npn",
          "pool-conn-name",
          "pool-idle-timeout",
          "renegotiate",
          "shard",
          "sigalgs",
          "sni",
          "sni-auto",
          "ssl",
          "ssl-reuse",
          "strict-maxconn",
          "tcp-md5sig",
          "tls-tickets",
          "ws",
          "no-ssl-reuse",
          "ktls",
          "cc");

  private static final Map<String, Option> ALL = new LinkedHashMap<>();

  static {
    flag("check", ServerSettings.CHECK, true);
    flag("no-check", ServerSettings.CHECK, false);
    flag("backup", ServerSettings.BACKUP, true);
    flag("no-backup", ServerSettings.BACKUP, false);
    flag("non-stick", ServerSettings.NON_STICK, true);
    flag("stick", ServerSettings.NON_STICK, false);
    flag("disabled", ServerSettings.DISABLED, true);
    flag("enabled", ServerSettings.DISABLED, false);
    flag("check-send-proxy", ServerSettings.CHECK_SEND_PROXY, true);
    flag("no-check-send-proxy", ServerSettings.CHECK_SEND_PROXY, false);
    flag("check-via-socks4", ServerSettings.CHECK_VIA_SOCKS, true);
    flag("agent-check", ServerSettings.AGENT_CHECK, true);
    flag("no-agent-check", ServerSettings.AGENT_CHECK, false);
    number("agent-port", ServerSettings.AGENT_PORT, 1, 65_535);
    number("id", ServerSettings.ID, 1, LARGEST);
    number("weight", ServerSettings.WEIGHT, 0, 256);
    number("rise", ServerSettings.RISE, 1, LARGEST);
    number("fall", ServerSettings.FALL, 1, LARGEST);
    number("port", ServerSettings.CHECK_PORT, 1, 65_535);
    number("maxconn", ServerSettings.MAXCONN, 0, LARGEST);
    number("minconn", ServerSettings.MINCONN, 0, LARGEST);
    number("maxqueue", ServerSettings.MAXQUEUE, 0, LARGEST);
    number("pool-max-conn", ServerSettings.POOL_MAX_CONN, -1, LARGEST);
    number("max-reuse", ServerSettings.MAX_REUSE, -1, LARGEST);
    number("pool-low-conn", Setting.named("pool-low-conn"), 0, LARGEST);
    time("agent-inter", ServerSettings.AGENT_INTER);
    time("inter", ServerSettings.INTER);
    time("fastinter", ServerSettings.FASTINTER);
    time("downinter", ServerSettings.DOWNINTER);
    time("pool-purge-delay", ServerSettings.POOL_PURGE_DELAY);
    text("agent-addr", ServerSettings.AGENT_ADDRESS);
    text("agent-send", ServerSettings.AGENT_SEND);
    text("healthcheck", ServerSettings.HEALTH_CHECK);
    text("cookie", ServerSettings.COOKIE);
    ALL.put("addr", ServerOptions::checkAddress);
    ALL.put(
        "check-proto", (cursor, values) -> protocol(ServerSettings.CHECK_PROTOCOL, cursor, values));
    ALL.put("proto", (cursor, values) -> protocol(ServerSettings.PROTOCOL, cursor, values));
    ALL.put("socks4", ServerOptions::socks);
    ALL.put("slowstart", ServerOptions::slowStart);
    ALL.put("hash-key", ServerOptions::hashKey);
    for (String name : ServerLinkOptions.NAMES) {
      ALL.put(name, (cursor, values) -> ServerLinkOptions.read(name, cursor, values));
    }
    for (String name : ServerNameOptions.NAMES) {
      ALL.put(name, (cursor, values) -> ServerNameOptions.read(name, cursor, values));
    }
    for (String name : ServerTlsOptions.NAMES) {
      ALL.put(name, (cursor, values) -> ServerTlsOptions.read(name, cursor, values));
    }
    for (String name : ServerHealthOptions.NAMES) {
      ALL.put(name, (cursor, values) -> ServerHealthOptions.read(name, cursor, values));
    }
  }

  private ServerOptions() {}

  static void readAll(Cursor cursor, Values values) throws ArgumentException {
    while (cursor.hasNext()) {
      readOne(cursor, values);
    }
  }

  static void readOne(Cursor cursor, Values values) throws ArgumentException {
    String word = cursor.next("an option");
    Option option = ALL.get(word);
    if (option != null) {
      option.read(cursor, values);
    } else if (word.startsWith(ServerLinkOptions.ELEMENT)) {
      ServerLinkOptions.element(word, cursor, values);
    } else if (UNSUPPORTED.contains(word)) {
      throw cursor.error(
          "server option '%s' is known to HAProxy but not supported yet; remove it or keep HAProxy for this backend"
              .formatted(word));
    } else {
      throw cursor.unknown("server option", ALL.keySet());
    }
  }

  /** Whether a {@code server} line of HAProxy may have it. */
  static boolean known(String word) {
    return ALL.containsKey(word)
        || UNSUPPORTED.contains(word)
        || word.startsWith(ServerLinkOptions.ELEMENT);
  }

  static Set<String> names() {
    return Set.copyOf(ALL.keySet());
  }

  private static void flag(String name, Setting<Boolean> setting, boolean value) {
    ALL.put(name, (cursor, values) -> values.set(setting, value, cursor.span()));
  }

  private static void number(String name, Setting<Integer> setting, int min, int max) {
    ALL.put(
        name,
        (cursor, values) ->
            values.set(setting, (int) cursor.integer("a number", min, max), cursor.span()));
  }

  private static void text(String name, Setting<String> setting) {
    ALL.put(name, (cursor, values) -> values.set(setting, cursor.next("a value"), cursor.span()));
  }

  /** Intervals of 0 are refused, as HAProxy does. */
  private static void time(String name, Setting<Duration> setting) {
    ALL.put(
        name,
        (cursor, values) -> {
          Duration value = cursor.time("a time");
          if (value.isZero() && !name.startsWith("pool-")) {
            throw cursor.error("'%s' must be longer than zero".formatted(name));
          }
          values.set(setting, value, cursor.span());
        });
  }

  /** Counted in seconds by HAProxy, though written like the others. */
  private static void slowStart(Cursor cursor, Values values) throws ArgumentException {
    Duration ramp = cursor.time("a time", TimeValue.Unit.MILLISECOND).duration();
    values.set(
        ServerSettings.SLOWSTART,
        Duration.ofSeconds((ramp.toMillis() + 999) / 1_000),
        cursor.span());
  }

  private static void hashKey(Cursor cursor, Values values) throws ArgumentException {
    HashKey key =
        switch (cursor.next("'id', 'addr' or 'addr-port'")) {
          case "id" -> HashKey.ID;
          case "addr" -> HashKey.ADDR;
          case "addr-port" -> HashKey.ADDR_PORT;
          default -> throw cursor.unknown("hash key", List.of("id", "addr", "addr-port"));
        };
    values.set(ServerSettings.HASH_KEY, key, cursor.span());
  }

  private static void checkAddress(Cursor cursor, Values values) throws ArgumentException {
    Address address = Addresses.parse(cursor.nextAddress("an address"), cursor);
    if (!(address.endpoint() instanceof Endpoint.Inet inet)) {
      throw cursor.error("'addr' expects an Internet address");
    }
    values.set(ServerSettings.CHECK_ADDRESS, inet.host(), cursor.span());
    if (address.ports() instanceof Address.Ports.Fixed(int first, int _)) {
      values.set(ServerSettings.CHECK_PORT, first, cursor.span());
    }
  }

  private static void protocol(Setting<String> setting, Cursor cursor, Values values)
      throws ArgumentException {
    String protocol = cursor.next("'h1', 'h2' or 'none'");
    switch (protocol) {
      case "h1", "h2", "none" -> values.set(setting, protocol, cursor.span());
      case "fcgi", "quic", "qmux", "spop" ->
          throw cursor.error(
              "'%s %s' is not supported: servers are spoken to in HTTP/1, HTTP/2 or plain TCP"
                  .formatted(setting.name(), protocol));
      default ->
          throw cursor.error(
              "'%s' : unknown MUX protocol '%s'".formatted(setting.name(), protocol));
    }
  }

  private static void socks(Cursor cursor, Values values) throws ArgumentException {
    Address address = Addresses.parse(cursor.nextAddress("an address"), cursor);
    if (!(address.single() instanceof Endpoint.Inet inet) || inet.port() == 0) {
      throw cursor.error("'socks4' expects an Internet address with a port");
    }
    values.set(ServerSettings.SOCKS, inet, cursor.span());
  }
}
