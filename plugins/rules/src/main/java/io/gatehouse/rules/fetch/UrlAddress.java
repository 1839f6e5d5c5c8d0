package io.gatehouse.rules.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import org.jspecify.annotations.Nullable;

/**
 * Address and port in a request for an absolute address, as proxies get it. Read as HAProxy does:
 * only {@code http} and {@code https} count, only IPv4, and anything may follow the address.
 */
final class UrlAddress {
  private static final byte[] HTTP = "http://".getBytes(US_ASCII);
  private static final byte[] HTTPS = "https://".getBytes(US_ASCII);

  private final byte[] bytes;
  private final int end;
  private final int defaultPort;
  private int at;
  private long address;

  private UrlAddress(byte[] bytes, int at, int end, int defaultPort) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.defaultPort = defaultPort;
  }

  static boolean ip(Exchange exchange, Sample out) {
    UrlAddress url = read(exchange, out);
    if (url == null) {
      return false;
    }
    ByteSink sink = out.sink();
    for (int shift = 24; shift >= 0; shift -= 8) {
      sink.add((byte) (url.address >> shift));
    }
    out.takeSink(SampleType.IPV4);
    return true;
  }

  static boolean port(Exchange exchange, Sample out) {
    UrlAddress url = read(exchange, out);
    if (url == null) {
      return false;
    }
    out.setInteger(url.readPort());
    return true;
  }

  /** Null where there is no address; else its port comes next. */
  private static @Nullable UrlAddress read(Exchange exchange, Sample out) {
    RequestHead head = exchange.request(out);
    UrlAddress url = head == null ? null : of(head);
    return url == null || !url.readAddress() ? null : url;
  }

  private static @Nullable UrlAddress of(RequestHead head) {
    int from = head.uriOffset();
    int end = from + head.uriLength();
    if (begins(head.bytes(), from, end, HTTP)) {
      return new UrlAddress(head.bytes(), from + HTTP.length, end, 80);
    }
    if (begins(head.bytes(), from, end, HTTPS)) {
      return new UrlAddress(head.bytes(), from + HTTPS.length, end, 443);
    }
    return null;
  }

  private static boolean begins(byte[] bytes, int from, int end, byte[] scheme) {
    if (end - from < scheme.length) {
      return false;
    }
    for (int i = 0; i < scheme.length; i++) {
      int c = bytes[from + i];
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != scheme[i]) {
        return false;
      }
    }
    return true;
  }

  /** Four numbers with dots between them; zeros may lead, and a fifth number makes it a name. */
  private boolean readAddress() {
    int octets = 0;
    int octet = -1;
    for (; at < end && (isDigit(bytes[at]) || bytes[at] == '.'); at++) {
      if (bytes[at] == '.') {
        if (octet < 0 || octets == 4) {
          return false;
        }
        octet = -1;
        continue;
      }
      if (octet < 0) {
        octets++;
        octet = 0;
        address <<= 8;
      }
      octet = octet * 10 + bytes[at] - '0';
      if (octet > 255) {
        return false;
      }
      address = address & ~0xffL | octet;
    }
    return octets == 4;
  }

  /** HAProxy keeps sixteen bits of whatever stands there. */
  private int readPort() {
    if (at == end || bytes[at] != ':') {
      return defaultPort;
    }
    int port = 0;
    int digits = at + 1;
    for (; digits < end && isDigit(bytes[digits]); digits++) {
      port = port * 10 + bytes[digits] - '0';
    }
    return digits == at + 1 ? defaultPort : port & 0xffff;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
