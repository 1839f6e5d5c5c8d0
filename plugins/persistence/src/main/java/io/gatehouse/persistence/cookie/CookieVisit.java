package io.gatehouse.persistence.cookie;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.ResponseHead;
import io.gatehouse.api.persist.Standing;
import io.gatehouse.api.persist.StickyServer;
import io.gatehouse.api.persist.Visit;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.persistence.cookie.CookieSpec.Mode;
import io.gatehouse.persistence.cookie.CookieSpec.Option;
import org.jspecify.annotations.Nullable;

/** Reads the cookie of a request and sees to that of its answer. */
final class CookieVisit implements Visit {
  private static final byte[] COOKIE = "cookie".getBytes(US_ASCII);
  private static final byte[] SET_COOKIE = "set-cookie".getBytes(US_ASCII);
  private static final byte[] CACHE_CONTROL = "cache-control".getBytes(US_ASCII);
  private static final byte[] PRIVATE = "private".getBytes(US_ASCII);
  private static final byte[] GONE = "=; Expires=Thu, 01-Jan-1970 00:00:01 GMT".getBytes(US_ASCII);
  private static final byte DATE_MARK = '|';

  private final CookiePersistence shared;
  private final CookieSpec spec;
  private final Presented presented;
  private final RequestField fields;
  private final ResponseField answers;
  private char done = 'N';

  CookieVisit(CookiePersistence shared) {
    this.shared = shared;
    this.spec = shared.spec;
    this.presented = new Presented(shared);
    this.fields = new RequestField(shared, presented);
    this.answers = new ResponseField(shared);
  }

  @Override
  public @Nullable StickyServer request(ExchangeControl exchange, Standing standing) {
    presented.clear();
    done = 'N';
    RequestHead head = exchange.request();
    if (head == null) {
      return null;
    }
    for (int at = head.find(COOKIE, 0); at >= 0; at = head.find(COOKIE, at + 1)) {
      fields.read(exchange, head, at, standing);
    }
    return presented.server();
  }

  @Override
  public void redispatched() {
    presented.lost();
  }

  @Override
  public boolean response(ExchangeControl exchange, StickyServer server, Standing standing) {
    ResponseHead head = exchange.response();
    RequestHead asked = exchange.request();
    if (head == null || asked == null) {
      return true;
    }
    byte[] cookie = shared.cookie(server);
    for (int at = head.find(SET_COOKIE, 0); at >= 0; at = head.find(SET_COOKIE, at + 1)) {
      char now = answers.read(exchange, at, cookie, standing);
      done = now == SILENT ? done : now;
    }
    if (!inserts(asked, standing)) {
      return true;
    }
    boolean room = insert(exchange, cookie, standing);
    if (room && spec.is(Option.NOCACHE) && Cacheability.of(asked, head)) {
      room = exchange.editResponse().add(CACHE_CONTROL, PRIVATE, 0, PRIVATE.length);
    }
    return room;
  }

  private boolean inserts(RequestHead asked, Standing standing) {
    boolean kept = done == 'P' && spec.is(Option.PRESERVE);
    return spec.mode() == Mode.INSERT
        && !kept
        && !standing.ignored()
        && (!standing.direct() || presented.stale(shared.now()))
        && (!spec.is(Option.POSTONLY) || post(asked));
  }

  private static boolean post(RequestHead head) {
    byte[] bytes = head.bytes();
    return head.methodLength() == 4
        && bytes[head.methodOffset()] == 'P'
        && bytes[head.methodOffset() + 1] == 'O'
        && bytes[head.methodOffset() + 2] == 'S'
        && bytes[head.methodOffset() + 3] == 'T';
  }

  private boolean insert(ExchangeControl exchange, byte @Nullable [] cookie, Standing standing) {
    ByteSink out = exchange.scratchSink().add(shared.name);
    if (cookie == null) {
      // Who was served by a server without cookie, such as a backup, does not come back to it.
      out.add(GONE);
    } else {
      out.add((byte) '=').add(cookie);
      dates(out);
    }
    out.add(shared.attributes);
    if (!exchange.editResponse().add(SET_COOKIE, out.array(), 0, out.length())) {
      return false;
    }
    done = cookie != null && standing.direct() ? 'U' : 'I';
    return true;
  }

  private void dates(ByteSink out) {
    if (spec.maxidle() == 0 && spec.maxlife() == 0) {
      return;
    }
    int now = CookieDate.stamp(shared.now());
    CookieDate.write(now, out.add(DATE_MARK));
    if (spec.maxlife() > 0) {
      int first = presented.firstDate();
      CookieDate.write(first == 0 ? now : first, out.add(DATE_MARK));
    }
  }

  @Override
  public char requestLetter() {
    return spec.logged() ? presented.letter() : SILENT;
  }

  @Override
  public char responseLetter() {
    return spec.logged() ? done : SILENT;
  }
}
