package io.gatehouse.balancers.hash;

import java.util.Arrays;

/** Finds the value of a parameter in {@code name=value&name=value}. Pure. */
final class Parameters {
  private Parameters() {}

  /** Offset of the first value of this name, or -1. */
  static int value(byte[] bytes, int from, int end, byte[] name) {
    int at = from;
    while (end - at > name.length) {
      int equals = at + name.length;
      if (bytes[equals] == '=' && Arrays.equals(bytes, at, equals, name, 0, name.length)) {
        return equals + 1;
      }
      while (at < end && bytes[at] != '&') {
        at++;
      }
      at++;
    }
    return -1;
  }

  /** Length of the value that begins here. */
  static int length(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != '&') {
      at++;
    }
    return at - from;
  }

  /** The same in a body: white space ends it, and what no encoding yields makes it no value: -1. */
  static int encodedLength(byte[] bytes, int from, int end) {
    int at = from;
    for (; at < end && bytes[at] != '&'; at++) {
      if (blank(bytes[at])) {
        break;
      }
      if (!token(bytes[at])) {
        return -1;
      }
    }
    return at - from;
  }

  static boolean blank(byte octet) {
    return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
  }

  /** RFC 9110 section 5.6.2. */
  private static boolean token(byte octet) {
    return octet >= '0' && octet <= '9'
        || octet >= 'a' && octet <= 'z'
        || octet >= 'A' && octet <= 'Z'
        || octet > 0 && "!#$%&'*+-.^_`|~".indexOf(octet) >= 0;
  }
}
