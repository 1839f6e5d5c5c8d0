package io.gatehouse.rules.fetch;

import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import java.util.List;
import java.util.Set;

/**
 * What the first bytes of a TLS connection say that is passed through (manual section 7.3.5): the
 * server name, protocols, versions. While a hello is not whole its answer may change.
 */
public final class TlsHelloFetches extends FetchFamily {
  private static final int SERVER_NAME = 0;
  private static final int GROUPS = 10;
  private static final int POINT_FORMATS = 11;
  private static final int SIGNATURES = 13;
  private static final int PROTOCOLS = 16;
  private static final int TICKET = 35;
  private static final int KEY_SHARES = 51;

  public TlsHelloFetches() {
    for (String prefix : List.of("req.ssl_", "req_ssl_")) {
      hello(prefix + "sni", SampleType.STRING, TlsHelloFetches::serverName);
      ofBytes(prefix + "ver", SampleType.INTEGER, Phase.REQUEST, TlsHelloFetches::version);
      with(prefix + "hello_type", a -> new HelloType(false));
    }
    for (String name : List.of("res.ssl_hello_type", "rep_ssl_hello_type")) {
      with(name, a -> new HelloType(true));
    }
    hello("req.ssl_alpn", SampleType.STRING, TlsHelloFetches::protocol);
    hello("req.ssl_ec_ext", SampleType.BOOLEAN, TlsHelloFetches::curves);
    hello("req.ssl_st_ext", SampleType.INTEGER, TlsHelloFetches::ticket);
    hello("req.ssl_cipherlist", SampleType.BINARY, TlsHelloFetches::ciphers);
    hello("req.ssl_supported_groups", SampleType.BINARY, (h, b, s) -> list(h, b, s, GROUPS));
    hello("req.ssl_sigalgs", SampleType.BINARY, (h, b, s) -> list(h, b, s, SIGNATURES));
    hello("req.ssl_keyshare_groups", SampleType.BINARY, TlsHelloFetches::keyShares);
  }

  private interface HelloReader {
    boolean read(ClientHello hello, ByteSpan bytes, Sample out);
  }

  private void hello(String name, SampleType type, HelloReader reader) {
    ofBytes(
        name,
        type,
        Phase.REQUEST,
        (x, out) -> {
          if (x.request() != null) {
            return false;
          }
          ByteSpan bytes = x.requestPayload();
          ClientHello hello = new ClientHello(bytes);
          return switch (hello.read()) {
            case WHOLE -> reader.read(hello, bytes, out);
            case SHORT -> later(out);
            case OTHER -> false;
          };
        });
  }

  private static boolean later(Sample out) {
    out.undecided();
    return false;
  }

  /** A list with its length before it, then names with type and length. */
  private static boolean serverName(ClientHello hello, ByteSpan bytes, Sample out) {
    int at = hello.extension(SERVER_NAME);
    if (at < 0 || hello.extensionLength(at) < 5) {
      return false;
    }
    int length = hello.pair(at + 3);
    boolean hostName = hello.octet(at + 2) == 0 && length + 5 <= hello.extensionLength(at);
    if (hostName) {
      out.setString(bytes.array(), bytes.offset() + at + 5, length);
    }
    return hostName;
  }

  /** Conditions try each protocol, else the first counts. */
  private static boolean protocol(ClientHello hello, ByteSpan bytes, Sample out) {
    int at = hello.extension(PROTOCOLS);
    if (at < 0) {
      return false;
    }
    int end = at + hello.extensionLength(at);
    int from = at + Math.max(2, out.iterating() ? out.cursor() : 0);
    if (from >= end || from + 1 + hello.octet(from) > end) {
      return false;
    }
    int next = from + 1 + hello.octet(from);
    out.setString(bytes.array(), bytes.offset() + from + 1, hello.octet(from));
    if (out.iterating() && next < end) {
      out.more(next - at);
    }
    return true;
  }

  private static boolean curves(ClientHello hello, ByteSpan bytes, Sample out) {
    out.setBoolean(hello.extension(GROUPS) >= 0 || hello.extension(POINT_FORMATS) >= 0);
    return true;
  }

  /** 0 without session ticket, 1 with an empty one, 2 with one. */
  private static boolean ticket(ClientHello hello, ByteSpan bytes, Sample out) {
    int at = hello.extension(TICKET);
    out.setInteger(at < 0 ? 0 : hello.extensionLength(at) == 0 ? 1 : 2);
    return true;
  }

  private static boolean ciphers(ClientHello hello, ByteSpan bytes, Sample out) {
    out.setBinary(bytes.array(), bytes.offset() + hello.ciphers(), hello.cipherBytes());
    return true;
  }

  private static boolean list(ClientHello hello, ByteSpan bytes, Sample out, int extension) {
    int at = hello.extension(extension);
    if (at < 0 || hello.extensionLength(at) < 2) {
      return false;
    }
    int length = Math.min(hello.pair(at), hello.extensionLength(at) - 2);
    out.setBinary(bytes.array(), bytes.offset() + at + 2, length);
    return true;
  }

  private static boolean keyShares(ClientHello hello, ByteSpan bytes, Sample out) {
    int at = hello.extension(KEY_SHARES);
    if (at < 0 || hello.extensionLength(at) < 2) {
      return false;
    }
    int end = at + hello.extensionLength(at);
    var sink = out.sink();
    for (int from = at + 2; from + 4 <= end; from += 4 + hello.pair(from + 2)) {
      sink.add((byte) hello.octet(from)).add((byte) hello.octet(from + 1));
    }
    out.takeSink(SampleType.BINARY);
    return true;
  }

  /** The version that the hello asks for, as major times 65536 plus minor. */
  private static boolean version(Exchange exchange, Sample out) {
    ByteSpan bytes = exchange.requestPayload();
    if (exchange.request() != null) {
      return false;
    }
    if (bytes.length() == 0) {
      return later(out);
    }
    int first = bytes.at(0) & 0xff;
    boolean record = first >= 0x14 && first <= 0x17 || first == 0xff;
    if (!record) {
      return false;
    }
    if (bytes.length() < 11) {
      return later(out);
    }
    int length = (bytes.at(3) & 0xff) << 8 | bytes.at(4) & 0xff;
    if (bytes.at(1) < 3 || length < 6 || length > (1 << 14) + 2048) {
      return false;
    }
    if (bytes.length() < 5 + length) {
      return later(out);
    }
    out.setInteger((bytes.at(9) & 0xff) << 16 | bytes.at(10) & 0xff);
    return true;
  }

  /** The type of the first handshake message. */
  record HelloType(boolean response) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.INTEGER;
    }

    @Override
    public Set<Phase> phases() {
      return response ? Phase.RESPONSE : Phase.REQUEST;
    }

    @Override
    public boolean ofBytes() {
      return true;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      ByteSpan bytes = response ? exchange.responsePayload() : exchange.requestPayload();
      if (exchange.request() != null) {
        return false;
      }
      if (bytes.length() == 0) {
        return later(out);
      }
      int first = bytes.at(0) & 0xff;
      if (first != 0xff && (first < 0x14 || first > 0x17)) {
        return false;
      }
      if (bytes.length() < 9) {
        return later(out);
      }
      int record = (bytes.at(3) & 0xff) << 8 | bytes.at(4) & 0xff;
      int length = (bytes.at(6) & 0xff) << 16 | (bytes.at(7) & 0xff) << 8 | bytes.at(8) & 0xff;
      if (bytes.at(1) < 3 || record < 4) {
        return false;
      }
      if (bytes.length() < 9 + length) {
        return later(out);
      }
      out.setInteger(bytes.at(5) & 0xff);
      return true;
    }
  }
}
