package io.gatehouse.rules.fetch;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ConnectionView;
import io.gatehouse.api.ConnectionView.TcpInfo;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses and connections: {@code src}, {@code dst_port}, {@code fc_*}, {@code bc_*}, so_*. */
public final class AddressFetches extends FetchFamily {

  public AddressFetches() {
    address("src", (x, out) -> address(x.sourceAddress(), out));
    address("dst", (x, out) -> address(x.destinationAddress(), out));
    integer("src_port", (x, out) -> port(x.source(), out));
    integer("dst_port", (x, out) -> port(x.destination(), out));
    address("fc_src", (x, out) -> address(x.client().sourceAddress(), out));
    address("fc_dst", (x, out) -> address(x.client().destinationAddress(), out));
    integer("fc_src_port", (x, out) -> port(x.client().sourcePort(), out));
    integer("fc_dst_port", (x, out) -> port(x.client().destinationPort(), out));
    integer("fc_glitches", (x, out) -> number(x.client().glitches(), out));
    integer("fc_http_major", (x, out) -> number(x.client().httpMajor(), out));
    integer("fc_nb_streams", (x, out) -> number(x.client().streams(), out));
    integer("dst_conn", (x, out) -> number(x.listener().connections(), out));
    integer("so_id", (x, out) -> number(x.listener().id(), out));
    plain("so_name", SampleType.STRING, Phase.CONNECTED, AddressFetches::listenerName);
    bool("fc_rcvd_proxy", (x, out) -> bool(x.client().proxied(), out));
    plain(
        "ssl_fc",
        SampleType.BOOLEAN,
        Phase.AFTER_HANDSHAKE,
        (x, out) -> bool(x.client().secure(), out));
    upstream();
    for (TcpInfo value : TcpInfo.values()) {
      String name = value.name().toLowerCase(Locale.ROOT);
      boolean time = value == TcpInfo.RTT || value == TcpInfo.RTTVAR;
      with("fc_" + name, a -> new Kernel(true, value, time && inMicroseconds(a)));
      if (time) {
        with("bc_" + name, a -> new Kernel(false, value, inMicroseconds(a)));
      }
    }
    with("fc_pp_tlv", a -> new Element(elementType(a)));
    plain("fc_pp_authority", SampleType.STRING, Phase.CONNECTED, new Element(2)::fetch);
    plain("fc_pp_unique_id", SampleType.STRING, Phase.CONNECTED, new Element(5)::fetch);
  }

  private void upstream() {
    Set<Phase> later = Phase.AFTER_RESPONSE;
    SampleType ip = SampleType.ADDRESS;
    SampleType number = SampleType.INTEGER;
    plain("bc_src", ip, later, on(c -> c.sourceAddress()));
    plain("bc_dst", ip, later, on(c -> c.destinationAddress()));
    plain("bc_src_port", number, later, portOn(ConnectionView::sourcePort));
    plain("bc_dst_port", number, later, portOn(ConnectionView::destinationPort));
    plain("bc_glitches", number, later, numberOn(ConnectionView::glitches));
    plain("bc_http_major", number, later, numberOn(ConnectionView::httpMajor));
    plain("bc_nb_streams", number, later, numberOn(ConnectionView::streams));
    plain("bc_reused", SampleType.BOOLEAN, later, boolOn(ConnectionView::reused));
    plain("ssl_bc", SampleType.BOOLEAN, later, boolOn(ConnectionView::secure));
  }

  private void address(String name, Reader reader) {
    plain(name, SampleType.ADDRESS, Phase.CONNECTED, reader);
  }

  private void integer(String name, Reader reader) {
    plain(name, SampleType.INTEGER, Phase.CONNECTED, reader);
  }

  private void bool(String name, Reader reader) {
    plain(name, SampleType.BOOLEAN, Phase.CONNECTED, reader);
  }

  private static boolean address(byte[] address, Sample out) {
    out.setAddress(address);
    return address.length > 0;
  }

  private static boolean number(long value, Sample out) {
    out.setInteger(value);
    return true;
  }

  private static boolean bool(boolean value, Sample out) {
    out.setBoolean(value);
    return true;
  }

  private static boolean port(SocketAddress address, Sample out) {
    return address instanceof InetSocketAddress inet && port(inet.getPort(), out);
  }

  /** 0 is none, as of Unix sockets. */
  private static boolean port(int port, Sample out) {
    out.setInteger(port);
    return port != 0;
  }

  private static boolean listenerName(Exchange exchange, Sample out) {
    String name = exchange.listener().name();
    out.setText(name);
    return !name.isEmpty();
  }

  private interface AddressOf {
    byte[] of(ConnectionView connection);
  }

  private interface NumberOf {
    int of(ConnectionView connection);
  }

  private interface TruthOf {
    boolean of(ConnectionView connection);
  }

  private static Reader on(AddressOf part) {
    return (x, out) -> {
      ConnectionView connection = x.upstream();
      return connection != null && address(part.of(connection), out);
    };
  }

  private static Reader numberOn(NumberOf part) {
    return (x, out) -> {
      ConnectionView connection = x.upstream();
      return connection != null && number(part.of(connection), out);
    };
  }

  private static Reader portOn(NumberOf part) {
    return (x, out) -> {
      ConnectionView connection = x.upstream();
      return connection != null && port(part.of(connection), out);
    };
  }

  private static Reader boolOn(TruthOf part) {
    return (x, out) -> {
      ConnectionView connection = x.upstream();
      return bool(connection != null && part.of(connection), out);
    };
  }

  private static final Map<String, Integer> ELEMENTS =
      Map.ofEntries(
          Map.entry("ALPN", 0x01),
          Map.entry("AUTHORITY", 0x02),
          Map.entry("CRC32C", 0x03),
          Map.entry("NOOP", 0x04),
          Map.entry("UNIQUE_ID", 0x05),
          Map.entry("SSL", 0x20),
          Map.entry("SSL_VERSION", 0x21),
          Map.entry("SSL_CN", 0x22),
          Map.entry("SSL_CIPHER", 0x23),
          Map.entry("SSL_SIG_ALG", 0x24),
          Map.entry("SSL_KEY_ALG", 0x25),
          Map.entry("NETNS", 0x30));

  /** A name, or a number in decimal or as {@code 0xEA}. */
  private static int elementType(Arguments arguments) throws ArgumentException {
    String word = arguments.next("an element's type");
    Integer named = ELEMENTS.get(word.toUpperCase(Locale.ROOT));
    if (named != null) {
      return named;
    }
    try {
      int number = Integer.decode(word);
      if (number >= 0 && number <= 255) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw arguments.unknown("element of the PROXY protocol", ELEMENTS.keySet());
    }
    throw arguments.error("'" + word + "' is not an element's type from 0 to 255");
  }

  private static boolean inMicroseconds(Arguments arguments) throws ArgumentException {
    String unit = optional(arguments, "'us' or 'ms'");
    if (!unit.isEmpty() && !unit.equals("us") && !unit.equals("ms")) {
      throw arguments.unknown("unit", List.of("us", "ms"));
    }
    return unit.equals("us");
  }

  /** A number of the kernel's; times in milliseconds unless {@code micro}. */
  record Kernel(boolean client, TcpInfo value, boolean micro) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.INTEGER;
    }

    @Override
    public Set<Phase> phases() {
      return client ? Phase.CONNECTED : Phase.AFTER_REQUEST;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      @Nullable ConnectionView connection = client ? exchange.client() : exchange.upstream();
      long number = connection == null ? -1 : connection.tcpInfo(value);
      boolean time = value == TcpInfo.RTT || value == TcpInfo.RTTVAR;
      out.setInteger(time && !micro ? number / 1000 : number);
      return number >= 0;
    }
  }

  /** An element of the PROXY protocol's header. */
  record Element(int number) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.STRING;
    }

    @Override
    public Set<Phase> phases() {
      return Phase.CONNECTED;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      return exchange.client().tlv(number, out);
    }
  }
}
