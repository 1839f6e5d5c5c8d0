package io.gatehouse.rules.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import java.util.Set;

/**
 * The cookie of a terminal client: TPKT and X.224 headers, then {@code Cookie: NAME=VALUE} and the
 * end of the line. Nothing is decided while it may still become one.
 *
 * @param name empty takes any
 * @param count whether it is there, instead of its value
 */
record RdpCookie(Name name, boolean count) implements SampleFetch {
  private static final int HEADERS = 11;
  private static final byte[] COOKIE = "cookie:".getBytes(US_ASCII);
  private static final int SHORT = -1;
  private static final int NONE = -2;

  @Override
  public SampleType type() {
    return count ? SampleType.INTEGER : SampleType.STRING;
  }

  @Override
  public Set<Phase> phases() {
    return Phase.REQUEST;
  }

  @Override
  public boolean ofBytes() {
    return true;
  }

  @Override
  public boolean fetch(Exchange exchange, Sample out) {
    ByteSpan span = exchange.requestPayload();
    int from = exchange.request() == null ? value(span) : NONE;
    int end = from < 0 ? from : end(span, from);
    if (end == SHORT) {
      out.undecided();
      return false;
    }
    if (count) {
      out.setInteger(end == NONE ? 0 : 1);
      return true;
    }
    if (end == NONE) {
      return false;
    }
    out.setString(span.array(), span.offset() + from, end - from);
    return true;
  }

  private int value(ByteSpan span) {
    int at = HEADERS + COOKIE.length;
    if (span.length() <= at) {
      return SHORT;
    }
    if (!same(span, HEADERS, COOKIE)) {
      return NONE;
    }
    while (at < span.length() && span.at(at) == ' ') {
      at++;
    }
    return name.bytes.length == 0 ? anyValue(span, at) : namedValue(span, at);
  }

  private int namedValue(ByteSpan span, int from) {
    int equal = from + name.bytes.length;
    if (span.length() <= equal) {
      return SHORT;
    }
    return span.at(equal) == '=' && same(span, from, name.bytes) ? equal + 1 : NONE;
  }

  private static int anyValue(ByteSpan span, int from) {
    int at = from;
    while (at < span.length() && span.at(at) != '=') {
      if (span.at(at) == '\r' || span.at(at) == '\n') {
        return NONE;
      }
      at++;
    }
    return at < span.length() ? at + 1 : SHORT;
  }

  private static int end(ByteSpan span, int from) {
    int at = from;
    while (at < span.length() && span.at(at) != '\r') {
      at++;
    }
    if (at + 1 >= span.length()) {
      return SHORT;
    }
    return span.at(at + 1) == '\n' ? at : NONE;
  }

  /** Without case. */
  private static boolean same(ByteSpan span, int from, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (Character.toLowerCase(span.at(from + i)) != Character.toLowerCase(word[i])) {
        return false;
      }
    }
    return true;
  }
}
