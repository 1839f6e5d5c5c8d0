package io.gatehouse.persistence.cookie;

import io.gatehouse.api.persist.Standing;
import io.gatehouse.api.persist.StickyServer;
import io.gatehouse.persistence.field.Pairs;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the client's cookie says: a server, and with {@code maxidle} or {@code maxlife} when it was
 * last seen and first made ({@code NAME=SRV|LAST|FIRST}). Letters as in the log (section 8.5).
 */
final class Presented {
  /** A date so far in the future is a wrong clock, not a zone. */
  private static final int DAY = 86_400;

  private final CookiePersistence shared;
  private @Nullable StickyServer server;
  private char letter = 'N';
  private int lastDate;
  private int firstDate;

  Presented(CookiePersistence shared) {
    this.shared = shared;
  }

  void clear() {
    server = null;
    letter = 'N';
    lastDate = 0;
    firstDate = 0;
  }

  @Nullable StickyServer server() {
    return server;
  }

  char letter() {
    return letter;
  }

  int firstDate() {
    return firstDate;
  }

  /** Its server could not be had. */
  void lost() {
    letter = letter == 'V' ? 'D' : letter;
  }

  /** Whether a client that stays with its server needs a new date, or none where it has one. */
  boolean stale(int now) {
    CookieSpec spec = shared.spec;
    boolean dated = spec.maxidle() > 0 || lastDate != 0;
    return dated && (lastDate == 0 || lastDate - now < 0)
        || spec.maxlife() > 0 && firstDate == 0
        || spec.maxlife() == 0 && firstDate != 0;
  }

  /** A name without date. */
  void read(byte[] bytes, int from, int end, Standing standing) {
    look(bytes, from, end, standing);
  }

  /** A name and perhaps dates. */
  void readDated(byte[] bytes, Pairs pair, Standing standing) {
    int end = bar(bytes, pair.value(), pair.valueEnd());
    if (end < pair.valueEnd()) {
      dates(bytes, end + 1, pair.valueEnd());
    }
    look(bytes, pair.value(), outdated() ? pair.value() : end, standing);
  }

  private void dates(byte[] bytes, int from, int end) {
    if (end - from >= CookieDate.LENGTH) {
      int date = CookieDate.read(bytes, from);
      lastDate = date == 0 ? lastDate : date;
    }
    int second = bar(bytes, from, end) + 1;
    if (end - second >= CookieDate.LENGTH) {
      int date = CookieDate.read(bytes, second);
      firstDate = date == 0 ? firstDate : date;
    }
  }

  private static int bar(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != '|') {
      at++;
    }
    return at;
  }

  /** Whether the dates say that the cookie is not to count; they are forgotten then. */
  private boolean outdated() {
    int now = shared.now();
    if (beyond(firstDate, now, shared.spec.maxlife())) {
      letter = 'O';
    } else if (beyond(lastDate, now, shared.spec.maxidle())) {
      letter = 'E';
    } else {
      return false;
    }
    firstDate = 0;
    lastDate = 0;
    return true;
  }

  private static boolean beyond(int date, int now, int limit) {
    return date != 0 && limit > 0 && (now - date > limit || date - now > DAY);
  }

  /** The first server with this cookie that may be used; servers may share one. */
  private void look(byte[] bytes, int from, int end, Standing standing) {
    boolean barred = standing.settled() || standing.ignored() || server != null;
    StickyServer found = null;
    if (from < end && !barred) {
      List<? extends StickyServer> all = standing.servers();
      for (int i = 0; i < all.size() && found == null; i++) {
        StickyServer candidate = all.get(i);
        byte[] cookie = shared.cookie(candidate);
        if (cookie != null && Arrays.equals(bytes, from, end, cookie, 0, cookie.length)) {
          letter = candidate.up() ? 'V' : 'D';
          found = standing.usable(candidate) ? candidate : null;
        }
      }
      server = found;
    }
    if (found == null && letter == 'N') {
      letter = barred ? 'U' : 'I';
    }
  }
}
