package io.gatehouse.rules.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.HttpHead;
import io.gatehouse.api.rule.Sample;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request's authorization field says (RFC 9110 section 11). Allocates: only requests that
 * rules ask about it pay.
 *
 * @param scheme in lower case
 */
record Credentials(String scheme, String value) {
  private static final byte[] FIELD = "authorization".getBytes(ISO_8859_1);

  /** A user and a password. */
  record Basic(String user, String password) {}

  static @Nullable Credentials of(Exchange exchange, Sample asking) {
    return of(exchange, FIELD, asking);
  }

  static @Nullable Credentials of(Exchange exchange, byte[] name, Sample asking) {
    HttpHead head = exchange.request(asking);
    int field = head == null ? -1 : head.find(name, 0);
    if (head == null || field < 0) {
      return null;
    }
    String text =
        new String(head.bytes(), head.valueOffset(field), head.valueLength(field), ISO_8859_1);
    int blank = text.indexOf(' ');
    if (blank <= 0) {
      return null;
    }
    String scheme = text.substring(0, blank).toLowerCase(Locale.ROOT);
    return new Credentials(scheme, text.substring(blank).stripLeading());
  }

  /** Null where they are of another scheme or malformed. */
  @Nullable Basic basic() {
    if (!scheme.equals("basic")) {
      return null;
    }
    try {
      String text = new String(Base64.getDecoder().decode(value), ISO_8859_1);
      int colon = text.indexOf(':');
      return colon < 0 ? null : new Basic(text.substring(0, colon), text.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
