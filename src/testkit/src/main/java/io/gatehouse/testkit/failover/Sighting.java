package io.gatehouse.testkit.failover;

/** Something the recorder saw, with its moment on the clock of {@link System#nanoTime}. */
public sealed interface Sighting {
  long at();

  /** The kernel of a node got the virtual address or lost it. */
  record Ownership(long at, String node, boolean owns) implements Sighting {}

  /** A gratuitous ARP for the virtual address on the wire. */
  record Announcement(long at, String mac) implements Sighting {}

  /** Somebody answered the recorder's ARP probe for the virtual address. */
  record ProbeAnswer(long at, String mac) implements Sighting {}

  /** A VRRP advertisement on the wire. */
  record Advert(long at, String source, int priority) implements Sighting {}
}
