package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Source;
import java.util.List;
import java.util.Optional;

/** What follows {@code source}, on a line of its own or of a server. */
final class SourceWords {
  private SourceWords() {}

  static void read(Cursor cursor, Values values) throws ArgumentException {
    Endpoint.Inet address = address(cursor);
    Optional<String> networkInterface = Optional.empty();
    Source.Foreign foreign = new Source.Foreign.None();
    while ("interface".equals(cursor.peek()) || "usesrc".equals(cursor.peek())) {
      if (cursor.next("a word").equals("interface")) {
        networkInterface = Optional.of(cursor.next("the name of an interface"));
      } else {
        foreign = foreign(cursor);
      }
    }
    boolean any = address.port() == 0 && isAny(address.host());
    Optional<Endpoint.Inet> own = any ? Optional.empty() : Optional.of(address);
    values.set(ServerSettings.SOURCE, new Source(own, networkInterface, foreign), cursor.span());
  }

  private static boolean isAny(String host) {
    return List.of("", "*", "0.0.0.0", "::").contains(host);
  }

  private static Endpoint.Inet address(Cursor cursor) throws ArgumentException {
    Address address = Addresses.parse(cursor.nextAddress("an address"), cursor);
    boolean range =
        address.ports() instanceof Address.Ports.Fixed(int first, int last) && first != last;
    if (range || address.ports() instanceof Address.Ports.Offset) {
      throw cursor.error(
          "a source takes one port at most: without one the kernel finds a free port itself");
    }
    if (address.single() instanceof Endpoint.Inet inet) {
      return inet;
    }
    throw cursor.error("a source is an Internet address");
  }

  private static Source.Foreign foreign(Cursor cursor) throws ArgumentException {
    String word = cursor.peek();
    if (word != null && word.startsWith("hdr_ip(")) {
      cursor.next("an address");
      throw cursor.error(
          "'usesrc hdr_ip(…)' is not supported: use 'http-request set-src' with 'usesrc clientip'");
    }
    if (cursor.accept("client")) {
      return new Source.Foreign.Client(true);
    }
    if (cursor.accept("clientip")) {
      return new Source.Foreign.Client(false);
    }
    return new Source.Foreign.Address(address(cursor));
  }
}
