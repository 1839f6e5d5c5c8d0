package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.rule.SampleType;

/** What sample types are called in messages. */
final class TypeNames {
  private TypeNames() {}

  static String of(SampleType type) {
    return switch (type) {
      case ANY -> "any type";
      case BOOLEAN -> "a boolean";
      case INTEGER -> "an integer";
      case ADDRESS -> "an address";
      case IPV4 -> "an IPv4 address";
      case IPV6 -> "an IPv6 address";
      case STRING -> "a string";
      case BINARY -> "a binary";
      case METHOD -> "a method";
    };
  }
}
