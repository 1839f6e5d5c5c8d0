package io.gatehouse.persistence.cookie;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.ResponseHead;
import io.gatehouse.api.persist.Standing;
import io.gatehouse.api.persist.Visit;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.persistence.cookie.CookieSpec.Mode;
import io.gatehouse.persistence.cookie.CookieSpec.Option;
import io.gatehouse.persistence.field.Pairs;
import org.jspecify.annotations.Nullable;

/** One {@code Set-Cookie} field of a server's answer. */
final class ResponseField {
  private final CookiePersistence shared;
  private final CookieSpec spec;
  private final Pairs pairs = new Pairs();

  ResponseField(CookiePersistence shared) {
    this.shared = shared;
    this.spec = shared.spec;
  }

  /**
   * Does what the mode asks for.
   *
   * @param cookie of the server that answered
   * @return the log's letter for it; {@link Visit#SILENT} for another cookie
   */
  char read(ExchangeControl exchange, int field, byte @Nullable [] cookie, Standing standing) {
    ResponseHead head = exchange.response();
    if (head == null) {
      return Visit.SILENT;
    }
    pairs.response(head.bytes(), head.valueOffset(field), head.valueLength(field));
    if (!pairs.next() || !pairs.assigns()) {
      return Visit.SILENT;
    }
    boolean ours = !standing.ignored() && pairs.named(shared.name);
    if (ours && deletes(standing)) {
      exchange.editResponse().remove(field);
      return 'D';
    }
    boolean marks = ours && cookie != null && !spec.is(Option.PRESERVE) && marking();
    if (marks || pairs.spaced()) {
      write(exchange, head, field, marks ? cookie : null);
    }
    return !ours ? Visit.SILENT : marks ? 'R' : 'P';
  }

  /** Whether the client is to get the gateway's cookie, or none, instead of the server's. */
  private boolean deletes(Standing standing) {
    return !spec.is(Option.PRESERVE)
        && (spec.mode() == Mode.INSERT || standing.direct() && spec.is(Option.INDIRECT));
  }

  private boolean marking() {
    return spec.mode() == Mode.REWRITE || spec.mode() == Mode.PREFIX;
  }

  /** Blanks around the equals sign go; the server's name takes the value's place, or its head. */
  private void write(
      ExchangeControl exchange, ResponseHead head, int field, byte @Nullable [] mark) {
    byte[] bytes = head.bytes();
    ByteSink out = exchange.scratchSink();
    out.add(bytes, pairs.name(), pairs.nameEnd() - pairs.name()).add((byte) '=');
    int rest = pairs.value();
    if (mark != null) {
      out.add(mark);
      if (spec.mode() == Mode.PREFIX) {
        out.add((byte) '~');
      } else {
        rest = pairs.valueEnd();
      }
    }
    out.add(bytes, rest, pairs.end() - rest);
    exchange.editResponse().value(field, out.array(), 0, out.length());
  }
}
