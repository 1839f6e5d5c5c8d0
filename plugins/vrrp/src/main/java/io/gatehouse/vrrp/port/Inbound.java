package io.gatehouse.vrrp.port;

/**
 * A received packet, filled in again for each: for IPv4 from the IP header on, for IPv6 from the
 * VRRP header on with the addresses and the hop limit told by the kernel beside it.
 */
public final class Inbound {
  /** Longer packets are cut; {@link #length} then says how long they were. */
  public static final int CAPACITY = 2048;

  /** The packet. */
  public final byte[] bytes = new byte[CAPACITY];

  /** Of the packet as it came, may be more than the capacity. */
  public int length;

  public boolean ipv6;

  /** The sender, 4 or 16 bytes used. */
  public final byte[] source = new byte[16];

  /** The address it was sent to, 4 or 16 bytes used. */
  public final byte[] destination = new byte[16];

  /** Hop limit or TTL; -1 when the kernel did not say. */
  public int hopLimit;
}
