package io.gatehouse.dataplane.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.HeaderValues;
import io.gatehouse.api.RequestHead;
import io.gatehouse.model.Source;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Whose address a server is to see where that depends on the exchange ({@code usesrc}). */
final class ForeignAddress {
  private static final int NUMBERS = 4;
  private static final int LARGEST = 255;

  private ForeignAddress() {}

  /** Null where there is none: a client at a Unix socket has no address, nor has every request. */
  static @Nullable InetSocketAddress of(Source.Foreign whose, Exchange exchange) {
    return switch (whose) {
      case Source.Foreign.Client(boolean port) -> client(exchange, port);
      case Source.Foreign.Header(String name, int occurrence) ->
          header(exchange.request(), name.getBytes(US_ASCII), occurrence);
      case Source.Foreign.None _, Source.Foreign.Address _ -> null;
    };
  }

  private static @Nullable InetSocketAddress client(Exchange exchange, boolean port) {
    byte[] address = exchange.sourceAddress();
    return address.length == 0 || !(exchange.source() instanceof InetSocketAddress inet)
        ? null
        : socket(address, port ? inet.getPort() : 0);
  }

  private static @Nullable InetSocketAddress header(
      @Nullable RequestHead head, byte[] name, int occurrence) {
    if (head == null) {
      return null;
    }
    long position = HeaderValues.pick(head, name, occurrence, false);
    if (position < 0) {
      return null;
    }
    int from = HeaderValues.offset(position);
    return socket(numbers(head.bytes(), from, from + HeaderValues.length(position)), 0);
  }

  /** An IPv4 address with anything behind it; all zeros for what is none. */
  private static byte[] numbers(byte[] text, int from, int to) {
    byte[] address = new byte[NUMBERS];
    int at = from;
    for (int i = 0; i < NUMBERS; i++) {
      int start = at;
      int number = 0;
      while (at < to && text[at] >= '0' && text[at] <= '9' && number <= LARGEST) {
        number = number * 10 + text[at++] - '0';
      }
      boolean last = i == NUMBERS - 1;
      boolean ended = last || at < to && text[at] == '.';
      if (at == start || number > LARGEST || !ended) {
        return new byte[NUMBERS];
      }
      address[i] = (byte) number;
      at++;
    }
    return address;
  }

  private static InetSocketAddress socket(byte[] address, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", impossible);
    }
  }
}
