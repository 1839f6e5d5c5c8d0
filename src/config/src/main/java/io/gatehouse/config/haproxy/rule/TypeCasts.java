package io.gatehouse.config.haproxy.rule;

import static io.gatehouse.api.rule.SampleType.ADDRESS;
import static io.gatehouse.api.rule.SampleType.ANY;
import static io.gatehouse.api.rule.SampleType.BINARY;
import static io.gatehouse.api.rule.SampleType.BOOLEAN;
import static io.gatehouse.api.rule.SampleType.INTEGER;
import static io.gatehouse.api.rule.SampleType.IPV4;
import static io.gatehouse.api.rule.SampleType.IPV6;
import static io.gatehouse.api.rule.SampleType.METHOD;
import static io.gatehouse.api.rule.SampleType.STRING;

import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.SampleType;
import java.util.EnumSet;
import java.util.Set;

/** Which sample types turn into which by themselves (manual section 7.1 and 7.3.1). */
final class TypeCasts {
  private TypeCasts() {}

  static boolean possible(SampleType from, SampleType to) {
    return to == ANY || from == ANY || from == to || targets(from).contains(to);
  }

  private static Set<SampleType> targets(SampleType from) {
    return switch (from) {
      case ANY -> EnumSet.allOf(SampleType.class);
      case BOOLEAN -> EnumSet.of(INTEGER, STRING, BINARY);
      case INTEGER -> EnumSet.of(BOOLEAN, ADDRESS, IPV4, IPV6, STRING, BINARY);
      // Of an address only IPv4 turns into a number, which an exchange may have or not.
      case ADDRESS -> EnumSet.of(INTEGER, IPV4, IPV6, STRING, BINARY);
      case IPV4 -> EnumSet.of(INTEGER, ADDRESS, IPV6, STRING, BINARY);
      case IPV6 -> EnumSet.of(ADDRESS, IPV4, STRING, BINARY);
      case STRING -> EnumSet.of(BOOLEAN, INTEGER, ADDRESS, IPV4, IPV6, BINARY, METHOD);
      case BINARY -> EnumSet.of(STRING, METHOD);
      case METHOD -> EnumSet.of(STRING, BINARY);
    };
  }

  /** What a sample is turned into before it is compared. */
  static SampleType compared(MatchMethod method) {
    return switch (method) {
      case FOUND -> ANY;
      case BOOL, INT -> INTEGER;
      case IP -> ADDRESS;
      case BIN -> BINARY;
      case LEN, STR, SUB, BEG, END, DIR, DOM, REG -> STRING;
    };
  }

  /** The type after a converter: one that yields what it gets counts by what it accepts. */
  static SampleType after(SampleType before, SampleType input, SampleType output) {
    if (output != ANY) {
      return output;
    }
    boolean unchanged = input == ANY || input == before || input == ADDRESS;
    return unchanged ? before : input;
  }
}
