package io.gatehouse.dataplane.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetSocketAddress;

/** The PROXY header of a connection that is the gateway's own. */
final class OwnHeader {
  private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";

  /**
   * Version 2 can say that there is nobody behind it: LOCAL, which is a blank, and no addresses.
   */
  private static final String LOCAL = " \0\0\0";

  private OwnHeader() {}

  static byte[] of(int version, InetSocketAddress from, InetSocketAddress to) {
    String header = version == 2 ? SIGNATURE + LOCAL : line(from, to);
    return header.getBytes(US_ASCII);
  }

  private static String line(InetSocketAddress from, InetSocketAddress to) {
    return "PROXY %s %s %s %d %d\r\n"
        .formatted(
            from.getAddress() instanceof Inet4Address ? "TCP4" : "TCP6",
            NetUtil.toAddressString(from.getAddress()),
            NetUtil.toAddressString(to.getAddress()),
            from.getPort(),
            to.getPort());
  }
}
