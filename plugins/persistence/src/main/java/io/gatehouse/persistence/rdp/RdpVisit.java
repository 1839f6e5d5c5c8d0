package io.gatehouse.persistence.rdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.persist.Standing;
import io.gatehouse.api.persist.StickyServer;
import io.gatehouse.api.persist.Visit;
import io.gatehouse.api.rule.ExchangeControl;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the routing token of a terminal server, {@code Cookie: msts=ADDRESS.PORT.0000}: the
 * address and the port are written as a little-endian machine reads their bytes. Without state.
 */
final class RdpVisit implements Visit {
  /** TPKT and X.224 headers (4 and 7 bytes) stand before the cookie. */
  private static final int HEADERS = 11;

  private static final byte[] COOKIE = "cookie:".getBytes(ISO_8859_1);

  private final byte[] label;

  RdpVisit(byte[] label) {
    this.label = label;
  }

  @Override
  public @Nullable StickyServer request(ExchangeControl exchange, Standing standing) {
    if (standing.settled() || standing.ignored()) {
      return null;
    }
    ByteSpan payload = exchange.requestPayload();
    byte[] bytes = payload.array();
    int end = payload.offset() + payload.length();
    int value = value(bytes, payload.offset(), end);
    int stop = value < 0 ? -1 : lineEnd(bytes, value, end);
    return stop < 0 ? null : server(bytes, value, stop, standing);
  }

  private int value(byte[] bytes, int from, int end) {
    int at = skip(bytes, from + HEADERS, end, COOKIE);
    while (at >= 0 && at < end && bytes[at] == ' ') {
      at++;
    }
    return at < 0 ? -1 : skip(bytes, at, end, label);
  }

  /** The offset behind {@code word}, compared without case; -1 where something else stands. */
  private static int skip(byte[] bytes, int from, int end, byte[] word) {
    if (end - from < word.length) {
      return -1;
    }
    for (int i = 0; i < word.length; i++) {
      byte octet = bytes[from + i];
      if ((octet >= 'A' && octet <= 'Z' ? octet + 32 : octet) != word[i]) {
        return -1;
      }
    }
    return from + word.length;
  }

  /** Where CR and LF end the cookie; -1 while they have not come. */
  private static int lineEnd(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != '\r') {
      at++;
    }
    return at + 1 < end && bytes[at + 1] == '\n' ? at : -1;
  }

  private static @Nullable StickyServer server(byte[] bytes, int from, int end, Standing standing) {
    int dot = dot(bytes, from, end);
    int second = dot < 0 ? -1 : dot(bytes, dot + 1, end);
    if (second < 0) {
      return null;
    }
    int address = (int) number(bytes, from, dot);
    int port = Short.toUnsignedInt(Short.reverseBytes((short) number(bytes, dot + 1, second)));
    List<? extends StickyServer> all = standing.servers();
    for (int i = 0; i < all.size(); i++) {
      StickyServer server = all.get(i);
      if (at(server, address, port) && standing.usable(server)) {
        return server;
      }
    }
    return null;
  }

  private static int dot(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at < end && bytes[at] == '.' ? at : -1;
  }

  private static long number(byte[] bytes, int from, int end) {
    long number = 0;
    for (int i = from; i < end; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  private static boolean at(StickyServer server, int address, int port) {
    return server.address() instanceof InetSocketAddress inet
        && inet.getPort() == port
        && inet.getAddress() instanceof Inet4Address four
        && littleEndian(four.getAddress()) == address;
  }

  private static int littleEndian(byte[] bytes) {
    return bytes[0] & 0xff | (bytes[1] & 0xff) << 8 | (bytes[2] & 0xff) << 16 | bytes[3] << 24;
  }
}
