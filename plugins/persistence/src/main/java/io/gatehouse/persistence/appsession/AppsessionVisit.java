package io.gatehouse.persistence.appsession;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.HttpHead;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.persist.Standing;
import io.gatehouse.api.persist.StickyServer;
import io.gatehouse.api.persist.Visit;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.persistence.field.Pairs;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the application's session id in cookies and in the address of a request, and in the
 * cookies of the answer. As in HAProxy 1.5 the last cookie that is known counts, and an id that is
 * known never moves to another server before it has expired, unless its server is gone for good.
 */
final class AppsessionVisit implements Visit {
  private static final byte[] COOKIE = "cookie".getBytes(US_ASCII);
  private static final byte[] SET_COOKIE = "set-cookie".getBytes(US_ASCII);

  private final AppsessionSpec spec;
  private final byte[] name;
  private final SessionTable table;
  private final AddressParameter parameter;
  private final Pairs pairs = new Pairs();
  private final SessionId id;
  private boolean learning;
  private @Nullable StickyServer found;

  AppsessionVisit(AppsessionSpec spec, byte[] name, SessionTable table) {
    this.spec = spec;
    this.name = name;
    this.table = table;
    this.parameter = new AddressParameter(name, spec.prefix(), spec.query());
    this.id = new SessionId(spec.length());
  }

  @Override
  public @Nullable StickyServer request(ExchangeControl exchange, Standing standing) {
    learning = false;
    found = null;
    RequestHead head = exchange.request();
    if (head == null || standing.ignored()) {
      return null;
    }
    for (int at = head.find(COOKIE, 0); at >= 0; at = head.find(COOKIE, at + 1)) {
      pairs.request(head.bytes(), head.valueOffset(at), head.valueLength(at));
      while (pairs.next()) {
        if (ours()) {
          look(head, valueAt(), pairs.valueEnd() - valueAt(), standing);
        }
      }
    }
    if (!learning && parameter.find(head)) {
      look(head, parameter.offset(), parameter.length(), standing);
    }
    return found;
  }

  private boolean ours() {
    return !pairs.attribute()
        && pairs.assigns()
        && (spec.prefix() ? pairs.begins(name) : pairs.named(name));
  }

  private int valueAt() {
    return spec.prefix() ? pairs.name() + name.length : pairs.value();
  }

  private void look(HttpHead head, int offset, int length, Standing standing) {
    id.set(head.bytes(), offset, Math.min(length, spec.length()));
    learning = spec.requestLearn();
    StickyServer known = known(standing);
    if (known != null && standing.usable(known)) {
      found = known;
    }
  }

  private @Nullable StickyServer known(Standing standing) {
    String server = table.find(id);
    return server == null ? null : standing.server(server);
  }

  @Override
  public boolean response(ExchangeControl exchange, StickyServer server, Standing standing) {
    HttpHead head = exchange.response();
    if (head == null || standing.ignored()) {
      return true;
    }
    for (int at = head.find(SET_COOKIE, 0); at >= 0; at = head.find(SET_COOKIE, at + 1)) {
      pairs.response(head.bytes(), head.valueOffset(at), head.valueLength(at));
      if (pairs.next() && ours()) {
        int length = Math.min(pairs.valueEnd() - valueAt(), spec.length());
        id.set(head.bytes(), valueAt(), length);
        learning = true;
      }
    }
    if (learning && known(standing) == null) {
      table.learn(id, server.name());
    }
    return true;
  }
}
