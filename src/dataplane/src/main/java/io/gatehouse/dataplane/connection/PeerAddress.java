package io.gatehouse.dataplane.connection;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection.
 *
 * @param bytes in network order, 16 for a mapped address which Java would show as IPv4; empty for a
 *     Unix socket. Never written to
 */
public record PeerAddress(SocketAddress address, byte[] bytes) {
  private static final byte[] NO_ADDRESS = {};
  private static final InetSocketAddress UNKNOWN = InetSocketAddress.createUnresolved("", 0);

  public static PeerAddress of(@Nullable SocketAddress address) {
    SocketAddress known = address == null ? UNKNOWN : address;
    return new PeerAddress(known, bytesOf(known));
  }

  /** The kernel's own form of an IPv4 address at a socket of IPv6. */
  PeerAddress mapped() {
    if (bytes.length != 4) {
      return this;
    }
    byte[] six = new byte[16];
    six[10] = (byte) 0xff;
    six[11] = (byte) 0xff;
    System.arraycopy(bytes, 0, six, 12, 4);
    return new PeerAddress(address, six);
  }

  private static byte[] bytesOf(SocketAddress address) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getAddress()
        : NO_ADDRESS;
  }

  public int port() {
    return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }
}
