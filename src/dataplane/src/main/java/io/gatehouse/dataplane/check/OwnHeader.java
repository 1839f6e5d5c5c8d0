package io.gatehouse.dataplane.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.dataplane.proxyprotocol.ProxyHeaderWriter;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** The PROXY header of a connection that is the gateway's own. */
final class OwnHeader {
  private OwnHeader() {}

  /** Version 2 says that there is nobody behind it. */
  static byte[] of(Aim aim, SocketAddress from, SocketAddress to) {
    if (aim.proxy().version() != 2) {
      return line(from, to).getBytes(US_ASCII);
    }
    ExchangeControl exchange = aim.target().scene().exchange();
    return new ProxyHeaderWriter(exchange, exchange.scratch(), exchange.scratchSink())
        .local(aim.proxy());
  }

  private static String line(SocketAddress ours, SocketAddress server) {
    if (!(ours instanceof InetSocketAddress from && server instanceof InetSocketAddress to)) {
      return "PROXY UNKNOWN\r\n";
    }
    return "PROXY %s %s %s %d %d\r\n"
        .formatted(
            from.getAddress() instanceof Inet4Address ? "TCP4" : "TCP6",
            NetUtil.toAddressString(from.getAddress()),
            NetUtil.toAddressString(to.getAddress()),
            from.getPort(),
            to.getPort());
  }
}
