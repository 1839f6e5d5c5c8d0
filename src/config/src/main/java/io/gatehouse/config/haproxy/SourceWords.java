package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Source;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What follows {@code source}, on a line of its own or of a server. */
final class SourceWords {
  private static final Pattern HEADER =
      Pattern.compile("hdr_ip\\(\\s*([^\\s,)]+)\\s*(?:,\\s*(-?\\d{1,5})\\s*)?\\)");
  private static final int FURTHEST = -10;

  private SourceWords() {}

  /**
   * @param range whether several ports may be written: those of a server only
   */
  static void read(Cursor cursor, Values values, boolean range) throws ArgumentException {
    Address written = Addresses.parse(cursor.nextAddress("an address"), cursor);
    Optional<Source.Ports> ports = range ? ports(written) : Optional.empty();
    Endpoint.Inet address =
        ports.isPresent() && written.endpoint() instanceof Endpoint.Inet inet
            ? inet
            : single(written, cursor);
    Optional<String> networkInterface = Optional.empty();
    Source.Foreign foreign = new Source.Foreign.None();
    while ("interface".equals(cursor.peek()) || "usesrc".equals(cursor.peek())) {
      if (cursor.next("a word").equals("interface")) {
        networkInterface = Optional.of(cursor.next("the name of an interface"));
      } else {
        foreign = foreign(cursor);
      }
    }
    boolean any = address.port() == 0 && isAny(address.host()) && ports.isEmpty();
    Optional<Endpoint.Inet> own = any ? Optional.empty() : Optional.of(address);
    values.set(
        ServerSettings.SOURCE, new Source(own, ports, networkInterface, foreign), cursor.span());
  }

  private static boolean isAny(String host) {
    return List.of("", "*", "0.0.0.0", "::").contains(host);
  }

  private static Optional<Source.Ports> ports(Address address) {
    return address.ports() instanceof Address.Ports.Fixed(int first, int last) && first != last
        ? Optional.of(new Source.Ports(first, last))
        : Optional.empty();
  }

  private static Endpoint.Inet single(Address address, Cursor cursor) throws ArgumentException {
    if (ports(address).isPresent() || address.ports() instanceof Address.Ports.Offset) {
      throw cursor.error(
          "one port at most is expected here: without one the kernel finds a free port itself");
    }
    if (address.single() instanceof Endpoint.Inet inet) {
      return inet;
    }
    throw cursor.error("a source is an Internet address");
  }

  private static Source.Foreign foreign(Cursor cursor) throws ArgumentException {
    String word = cursor.peek();
    if (word != null && word.startsWith("hdr_ip(")) {
      return header(cursor, cursor.next("an address"));
    }
    if (cursor.accept("client")) {
      return new Source.Foreign.Client(true);
    }
    if (cursor.accept("clientip")) {
      return new Source.Foreign.Client(false);
    }
    Address address = Addresses.parse(cursor.nextAddress("an address"), cursor);
    return new Source.Foreign.Address(single(address, cursor));
  }

  private static Source.Foreign header(Cursor cursor, String word) throws ArgumentException {
    Matcher parts = HEADER.matcher(word);
    if (!parts.matches()) {
      throw cursor.error("write 'hdr_ip(name)', or 'hdr_ip(name,-1)' for the last of its values");
    }
    String number = parts.group(2);
    int occurrence = number == null ? -1 : Integer.parseInt(number);
    if (occurrence < FURTHEST) {
      throw cursor.error("the value furthest from the last that can be asked for is " + FURTHEST);
    }
    return new Source.Foreign.Header(parts.group(1).toLowerCase(Locale.ROOT), occurrence);
  }
}
