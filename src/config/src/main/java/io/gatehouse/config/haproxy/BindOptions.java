package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.Bind;
import io.gatehouse.model.StatsSocket.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words after the address of a {@code bind} line (manual section 5.1). */
final class BindOptions {

  /** Reads one option's arguments. */
  private interface Option {
    void read(Cursor cursor, Values values) throws ArgumentException;
  }

  private static final Set<String> UNSUPPORTED =
      Set.of(
          "ssl",
          "crt",
          "crt-list",
          "alpn",
          "npn",
          "ca-file",
          "ca-verify-file",
          "ca-sign-file",
          "ca-sign-pass",
          "ca-ignore-err",
          "crt-ignore-err",
          "no-ca-names",
          "ciphers",
          "ciphersuites",
          "curves",
          "ecdhe",
          "crl-file",
          "verify",
          "strict-sni",
          "force-sslv3",
          "force-tlsv10",
          "force-tlsv11",
          "force-tlsv12",
          "force-tlsv13",
          "ssl-min-ver",
          "ssl-max-ver",
          "no-sslv3",
          "no-tls-tickets",
          "no-tlsv10",
          "no-tlsv11",
          "no-tlsv12",
          "no-tlsv13",
          "prefer-client-ciphers",
          "tls-ticket-keys",
          "allow-0rtt",
          "generate-certificates",
          "accept-netscaler-cip",
          "namespace",
          "severity-output",
          "quic-cc-algo",
          "quic-force-retry",
          "quic-socket",
          "guid-prefix",
          "ktls",
          "label",
          "tcp-md5sig",
          "default-crt",
          "ocsp-update",
          "nbconn",
          "idle-ping",
          "cc",
          "sigalgs",
          "client-sigalgs",
          "ech");

  private static final Map<String, Option> ALL = new LinkedHashMap<>();

  static {
    flag("v4v6", BindSettings.V4V6);
    flag("v6only", BindSettings.V6ONLY);
    flag("transparent", BindSettings.TRANSPARENT);
    flag("accept-proxy", BindSettings.ACCEPT_PROXY);
    flag("defer-accept", BindSettings.DEFER_ACCEPT);
    flag("tfo", BindSettings.TFO);
    number("id", BindSettings.ID, 1, Integer.MAX_VALUE);
    number("maxconn", BindSettings.MAXCONN, 0, Integer.MAX_VALUE);
    number("backlog", BindSettings.BACKLOG, 0, Integer.MAX_VALUE);
    text("name", BindSettings.NAME);
    text("interface", BindSettings.INTERFACE);
    text("user", BindSettings.USER);
    text("group", BindSettings.GROUP);
    text("uid", BindSettings.USER);
    text("gid", BindSettings.GROUP);
    ALL.put("mode", BindOptions::mode);
    ALL.put("level", BindOptions::level);
    ALL.put("expose-fd", BindOptions::expose);
    ALL.put("proto", BindOptions::protocol);
    ALL.put("thread", BindOptions::thread);
    ALL.put("process", BindOptions::thread);
    ALL.put("mss", BindOptions::mss);
    ALL.put("tcp-ut", BindOptions::userTimeout);
    ALL.put("nice", BindOptions::nice);
    ALL.put("shards", (cursor, _) -> cursor.next("a number of shards"));
  }

  private BindOptions() {}

  static void readAll(Cursor cursor, Values values) throws ArgumentException {
    while (cursor.hasNext()) {
      String word = cursor.next("an option");
      Option option = ALL.get(word);
      if (option != null) {
        option.read(cursor, values);
      } else if (UNSUPPORTED.contains(word)) {
        throw cursor.error(
            "bind option '%s' is known to HAProxy but not supported yet; remove it or keep HAProxy for this address"
                .formatted(word));
      } else {
        throw cursor.unknown("bind option", ALL.keySet());
      }
    }
  }

  private static void flag(String name, Setting<Boolean> setting) {
    ALL.put(name, (cursor, values) -> values.set(setting, true, cursor.span()));
  }

  private static void number(String name, Setting<Integer> setting, int min, int max) {
    ALL.put(
        name,
        (cursor, values) ->
            values.set(setting, (int) cursor.integer("a number", min, max), cursor.span()));
  }

  private static void text(String name, Setting<String> setting) {
    ALL.put(name, (cursor, values) -> values.set(setting, cursor.next("a " + name), cursor.span()));
  }

  private static void mss(Cursor cursor, Values values) throws ArgumentException {
    int size = (int) cursor.integer("a segment size", -65_535, 65_535);
    if (size == 0) {
      throw cursor.error("'mss' expects a segment size that is not zero");
    }
    values.set(BindSettings.MSS, size, cursor.span());
  }

  private static void userTimeout(Cursor cursor, Values values) throws ArgumentException {
    values.set(BindSettings.USER_TIMEOUT, cursor.time("a time"), cursor.span());
  }

  private static void nice(Cursor cursor, Values values) throws ArgumentException {
    cursor.integer("a priority", -1_024, 1_024);
    cursor.warn("'nice' has no effect: event loops serve all their connections alike");
  }

  static void mode(Cursor cursor, Values values) throws ArgumentException {
    String octal = cursor.next("an octal mode such as 660");
    try {
      values.set(BindSettings.MODE, Integer.parseInt(octal, 8), cursor.span());
    } catch (NumberFormatException notOctal) {
      throw cursor.error("'%s' is not an octal mode, expected one such as 660".formatted(octal));
    }
  }

  private static void level(Cursor cursor, Values values) throws ArgumentException {
    Level level =
        switch (cursor.next("'user', 'operator' or 'admin'")) {
          case "user" -> Level.USER;
          case "operator" -> Level.OPERATOR;
          case "admin" -> Level.ADMIN;
          default -> throw cursor.unknown("level", List.of("user", "operator", "admin"));
        };
    values.set(BindSettings.LEVEL, level, cursor.span());
  }

  private static void protocol(Cursor cursor, Values values) throws ArgumentException {
    Bind.Protocol protocol =
        switch (cursor.next("'h1' or 'h2'")) {
          case "h1" -> Bind.Protocol.H1;
          case "h2" -> Bind.Protocol.H2;
          default -> throw cursor.unknown("protocol", List.of("h1", "h2"));
        };
    values.set(BindSettings.PROTOCOL, protocol, cursor.span());
  }

  private static void expose(Cursor cursor, Values values) throws ArgumentException {
    if (!cursor.next("'listeners'").equals("listeners")) {
      throw cursor.unknown("kind of descriptors", List.of("listeners"));
    }
    values.set(BindSettings.EXPOSE, true, cursor.span());
  }

  /** {@code all}, {@code odd}, {@code even} or ranges, after an optional thread group. */
  private static void thread(Cursor cursor, Values values) throws ArgumentException {
    String text = cursor.next("a set of threads");
    String set = text.substring(text.indexOf('/') + 1);
    values.set(BindSettings.THREADS, ThreadSet.parse(set, cursor), cursor.span());
  }
}
