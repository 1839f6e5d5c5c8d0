package io.gatehouse.persistence.cookie;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.persist.Standing;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.persistence.cookie.CookieSpec.Mode;
import io.gatehouse.persistence.cookie.CookieSpec.Option;
import io.gatehouse.persistence.field.Pairs;

/**
 * One {@code Cookie} field: the persistence cookie is read, and the field is written anew where the
 * server is not to see the cookie, or only the application's part of it. As HAProxy does, the
 * pieces that stay keep their blanks but for those around equals signs.
 */
final class RequestField {
  private static final int WHOLE = -1;

  private final CookiePersistence shared;
  private final Presented presented;
  private final boolean hidden;
  private final boolean prefixed;
  private final Pairs pairs = new Pairs();

  RequestField(CookiePersistence shared, Presented presented) {
    this.shared = shared;
    this.presented = presented;
    this.hidden = shared.spec.mode() == Mode.INSERT && shared.spec.is(Option.INDIRECT);
    this.prefixed = shared.spec.mode() == Mode.PREFIX;
  }

  void read(ExchangeControl exchange, RequestHead head, int field, Standing standing) {
    byte[] bytes = head.bytes();
    boolean edit = false;
    pairs.request(bytes, head.valueOffset(field), head.valueLength(field));
    while (pairs.next()) {
      if (pairs.attribute() || !pairs.assigns()) {
        continue;
      }
      edit |= pairs.spaced();
      if (pairs.named(shared.name)) {
        edit |= hidden || prefixed && prefixEnd(bytes) < pairs.valueEnd();
        if (prefixed) {
          presented.read(bytes, pairs.value(), prefixEnd(bytes), standing);
        } else {
          presented.readDated(bytes, pairs, standing);
        }
      }
    }
    if (edit) {
      edit(exchange, head, field);
    }
  }

  /** Where the server's part of the value ends. */
  private int prefixEnd(byte[] bytes) {
    int at = pairs.value();
    while (at < pairs.valueEnd() && bytes[at] != '~') {
      at++;
    }
    return at;
  }

  private void edit(ExchangeControl exchange, RequestHead head, int field) {
    ByteSink out = exchange.scratchSink();
    boolean others = compose(head, field, out);
    if (out.length() == 0 || !others) {
      exchange.editRequest().remove(field);
    } else {
      exchange.editRequest().value(field, out.array(), 0, out.length());
    }
  }

  /** What stays of the field; false when no cookie but ours was there. */
  private boolean compose(RequestHead head, int field, ByteSink out) {
    byte[] bytes = head.bytes();
    boolean others = false;
    int cut = WHOLE;
    pairs.request(bytes, head.valueOffset(field), head.valueLength(field));
    while (pairs.next()) {
      boolean ours = pairs.assigns() && !pairs.attribute() && pairs.named(shared.name);
      if (ours && hidden) {
        cut = cut == WHOLE ? out.length() : cut;
      } else if (!pairs.attribute()) {
        others = true;
        keep(bytes, out, cut, ours && prefixed);
        cut = WHOLE;
      } else if (cut == WHOLE) {
        out.add(bytes, pairs.from(), pairs.to() - pairs.from());
      }
    }
    return others || !hidden;
  }

  /** Writes a piece; after a gap it takes the place of what is missing. */
  private void keep(byte[] bytes, ByteSink out, int cut, boolean strip) {
    int from = pairs.from();
    if (cut == 0) {
      from = pairs.name();
    } else if (cut > 0) {
      trim(out);
      out.add(bytes[from]).add((byte) ' ');
      from = pairs.name();
    }
    if (!pairs.assigns()) {
      out.add(bytes, from, pairs.to() - from);
      return;
    }
    out.add(bytes, from, pairs.nameEnd() - from).add((byte) '=');
    int value = pairs.value();
    int end = strip ? prefixEnd(bytes) : pairs.valueEnd();
    value = end < pairs.valueEnd() ? end + 1 : value;
    out.add(bytes, value, pairs.to() - value);
  }

  private static void trim(ByteSink out) {
    int end = out.length();
    while (end > 0 && (out.array()[end - 1] == ' ' || out.array()[end - 1] == '\t')) {
      end--;
    }
    out.truncate(end);
  }
}
