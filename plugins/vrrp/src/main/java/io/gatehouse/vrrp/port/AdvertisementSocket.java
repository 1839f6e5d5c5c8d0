package io.gatehouse.vrrp.port;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A raw socket for adverts on one interface. Multicast does not loop back to it. For IPv4 a packet
 * begins with its IP header, sent (IP_HDRINCL) and received; for IPv6 it begins after it, and the
 * socket sets hop limit 255, traffic class 0xc0 and the source.
 */
public interface AdvertisementSocket extends AutoCloseable {

  Binding binding();

  /**
   * Sends one packet; never waits.
   *
   * @param packet copied before it returns
   */
  void send(byte[] packet, int length, InetAddress destination) throws IOException;

  @Override
  void close();

  /**
   * What a socket is for.
   *
   * @param protocol 112, or 51 for the authentication header
   * @param source must be there for IPv6; with unicast only packets to it are received
   * @param group joined on the interface; empty with unicast peers
   * @param hopLimit of what is sent over IPv6; IPv4's is in the packet
   */
  record Binding(
      String interfaceName,
      int interfaceIndex,
      boolean ipv6,
      int protocol,
      Optional<InetAddress> source,
      Optional<InetAddress> group,
      int hopLimit) {}
}
