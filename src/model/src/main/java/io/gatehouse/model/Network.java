package io.gatehouse.model;

import java.net.InetAddress;

/** An address with a prefix length. */
public record Network(InetAddress address, int prefix) {

  /** Whether the address of 4 or 16 bytes lies within. */
  public boolean contains(byte[] candidate) {
    byte[] base = address.getAddress();
    if (base.length != candidate.length) {
      return false;
    }
    int whole = prefix / 8;
    for (int i = 0; i < whole; i++) {
      if (base[i] != candidate[i]) {
        return false;
      }
    }
    int rest = prefix % 8;
    if (rest == 0) {
      return true;
    }
    int mask = 0xff << (8 - rest);
    return (base[whole] & mask) == (candidate[whole] & mask);
  }
}
