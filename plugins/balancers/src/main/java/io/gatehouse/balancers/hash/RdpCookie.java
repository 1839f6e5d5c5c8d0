package io.gatehouse.balancers.hash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.HashSettings;
import java.util.Locale;

/**
 * {@code balance rdp-cookie(name)}: the cookie of the first packet of Microsoft's remote desktop
 * protocol. It must have arrived before the choice ({@code tcp-request inspect-delay}).
 */
public final class RdpCookie implements BalancerPlugin {
  @Override
  public String name() {
    return "rdp-cookie";
  }

  @Override
  public BalancerSpec parse(Arguments arguments) throws ArgumentException {
    String cookie = arguments.hasNext() ? arguments.next("a cookie name") : "mstshash";
    if (cookie.isEmpty()) {
      throw arguments.error("rdp-cookie : missing cookie name.");
    }
    return new Spec(cookie.toLowerCase(Locale.ROOT));
  }

  private record Spec(String cookie) implements HashSpec {
    @Override
    public String name() {
      return "rdp-cookie";
    }

    @Override
    public KeyHash key(HashSettings settings) {
      return new Key(settings, (cookie + "=").getBytes(ISO_8859_1));
    }
  }

  private record Key(HashSettings settings, byte[] label) implements KeyHash {
    /** TPKT and X.224 headers (4 and 7 bytes) stand before the cookie. */
    private static final int HEADERS = 11;

    private static final byte[] COOKIE = "cookie:".getBytes(ISO_8859_1);

    @Override
    public long of(Exchange exchange) {
      ByteSpan payload = exchange.requestPayload();
      byte[] bytes = payload.array();
      int end = payload.offset() + payload.length();
      int at = skip(bytes, payload.offset() + HEADERS, end, COOKIE);
      while (at >= 0 && at < end && bytes[at] == ' ') {
        at++;
      }
      int value = at < 0 ? -1 : skip(bytes, at, end, label);
      if (value < 0) {
        return ABSENT;
      }
      int stop = value;
      while (stop < end && bytes[stop] != '\r') {
        stop++;
      }
      boolean complete = stop + 1 < end && bytes[stop + 1] == '\n';
      return complete && stop > value
          ? HashFunctions.hash(settings, bytes, value, stop - value)
          : ABSENT;
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
  }
}
