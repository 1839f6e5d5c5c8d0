package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.haproxy.Address.Ports;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.LogTarget;
import io.gatehouse.model.LogTarget.Format;
import io.gatehouse.model.LogTarget.Sampling;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what stands after {@code log} (manual section 4.2). */
final class LogTargets {
  private static final List<String> FACILITIES =
      List.of(
          "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron",
          "auth2", "ftp", "ntp", "audit", "alert", "cron2", "local0", "local1", "local2", "local3",
          "local4", "local5", "local6", "local7");
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");
  private static final List<String> FORMATS =
      Stream.of(Format.values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
  private static final int SYSLOG_PORT = 514;

  private LogTargets() {}

  static LogTarget parse(Cursor cursor) throws ArgumentException {
    LogTarget.Address address = address(cursor);
    int length = 1_024;
    Format format = Format.RFC3164;
    Optional<Sampling> sample = Optional.empty();
    if (cursor.accept("len")) {
      length = (int) cursor.integer("a length in bytes", 80, 65_535);
    }
    if (cursor.accept("format")) {
      String word = FORMATS.get(choice(cursor, "log format", FORMATS));
      format = Format.valueOf(word.toUpperCase(Locale.ROOT));
    }
    if (cursor.accept("sample")) {
      sample = Optional.of(sampling(cursor));
    }
    if (cursor.accept("profile")) {
      cursor.next("a profile's name");
      throw cursor.error("log profiles are not supported; write the format with 'log-format'");
    }
    int facility = choice(cursor, "log facility", FACILITIES);
    int max = cursor.hasNext() ? choice(cursor, "log level", LEVELS) : 7;
    int min = cursor.hasNext() ? choice(cursor, "log level", LEVELS) : 0;
    cursor.end();
    return new LogTarget(address, length, format, facility, max, min, sample);
  }

  private static int choice(Cursor cursor, String what, List<String> words)
      throws ArgumentException {
    int index = words.indexOf(cursor.next("a " + what));
    if (index < 0) {
      throw cursor.unknown(what, words);
    }
    return index;
  }

  private static LogTarget.Address address(Cursor cursor) throws ArgumentException {
    String word = cursor.nextAddress("an address");
    if (word.equals("stdout") || word.equals("stderr")) {
      return new LogTarget.Address.Descriptor(word.equals("stdout") ? 1 : 2);
    }
    if (word.startsWith("ring@")) {
      throw cursor.error(
          "'%s': 'ring' sections are not supported; log to stdout, a file descriptor, a Unix"
                  .formatted(word)
              + " socket or a UDP address");
    }
    if (word.startsWith("backend@")) {
      throw cursor.error("logging through a backend is not supported; give the server's address");
    }
    Address address =
        Addresses.parse(
            word.replaceFirst("^udp([46]?)@", "ipv$1@").replaceFirst("^ipv@", ""), cursor);
    return switch (address.endpoint()) {
      case Endpoint.Unix unix -> new LogTarget.Address.UnixDatagram(unix.path());
      case Endpoint.Inherited(int number) -> new LogTarget.Address.Descriptor(number);
      case Endpoint.Inet inet -> {
        int port =
            switch (address.ports()) {
              case Ports.None _ -> SYSLOG_PORT;
              case Ports.Fixed(int first, int last) when first == last -> first;
              case Ports.Fixed _, Ports.Offset _ ->
                  throw cursor.error("a log address takes one port");
            };
        yield new LogTarget.Address.Udp(new Endpoint.Inet(inet.host(), port, inet.family()));
      }
    };
  }

  /** {@code sample 1,3-5:8}: which of every eight messages. */
  private static Sampling sampling(Cursor cursor) throws ArgumentException {
    String text = cursor.next("ranges and a size such as '1,3:8'");
    int colon = text.indexOf(':');
    try {
      int size = Integer.parseInt(text.substring(colon + 1));
      BitSet taken = new BitSet(size);
      for (String range : text.substring(0, Math.max(0, colon)).split(",", -1)) {
        String[] ends = range.split("-", 2);
        int first = Integer.parseInt(ends[0]);
        int last = ends.length > 1 ? Integer.parseInt(ends[1]) : first;
        if (first < 1 || last < first || last > size) {
          throw cursor.error("range '%s' does not lie within 1 and %d".formatted(range, size));
        }
        taken.set(first - 1, last);
      }
      return new Sampling(taken, size);
    } catch (NumberFormatException malformed) {
      throw cursor.error("'%s' is not of the form RANGES:SIZE, such as '1,3-5:8'".formatted(text));
    }
  }
}
