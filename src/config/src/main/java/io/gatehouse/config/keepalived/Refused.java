package io.gatehouse.config.keepalived;

/** Ways out for what is not supported. */
final class Refused {
  static final String IPVS =
      "write the servers as a backend of haproxy.cfg, or keep a Keepalived of its own for IPVS";
  static final String VMAC =
      "remove the line: addresses go on the interface itself, and neighbours are told by"
          + " gratuitous ARP";
  static final String BFD =
      "remove the line; 'advert_int 0.1' with 'version 3' finds a dead node in a third of a second";

  private Refused() {}
}
