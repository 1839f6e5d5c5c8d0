package io.gatehouse.persistence.cookie;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.RequestHead;
import io.gatehouse.api.ResponseHead;

/**
 * Whether a cache between here and the client might keep a response (RFC 9111 section 3), as far as
 * {@code nocache} asks: there is something that tells how long, and nothing forbids it. Pure.
 */
final class Cacheability {
  private static final byte[] PRAGMA = "pragma".getBytes(US_ASCII);
  private static final byte[] CACHE_CONTROL = "cache-control".getBytes(US_ASCII);
  private static final byte[] EXPIRES = "expires".getBytes(US_ASCII);
  private static final byte[] ETAG = "etag".getBytes(US_ASCII);
  private static final byte[] LAST_MODIFIED = "last-modified".getBytes(US_ASCII);
  private static final byte[] NO_CACHE = "no-cache".getBytes(US_ASCII);
  private static final byte[] PUBLIC = "public".getBytes(US_ASCII);
  private static final byte[] NEVER = "max-age=0".getBytes(US_ASCII);
  private static final byte[] MAX_AGE = "max-age".getBytes(US_ASCII);
  private static final byte[] SHARED_AGE = "s-maxage".getBytes(US_ASCII);
  private static final byte[] SHARED_NEVER = "s-maxage=0".getBytes(US_ASCII);
  private static final byte[][] FORBIDDEN = {
    "private".getBytes(US_ASCII), NO_CACHE, "no-store".getBytes(US_ASCII)
  };
  private static final byte[] EXCEPT_COOKIE = "no-cache=\"set-cookie\"".getBytes(US_ASCII);

  private final ResponseHead head;
  private boolean cacheable;
  private boolean fresh;
  private boolean never;

  private Cacheability(RequestHead asked, ResponseHead head) {
    this.head = head;
    this.cacheable = safe(asked) && byDefault(head.status());
  }

  static boolean of(RequestHead asked, ResponseHead head) {
    return new Cacheability(asked, head).decide();
  }

  private static boolean safe(RequestHead asked) {
    String method = new String(asked.bytes(), asked.methodOffset(), asked.methodLength(), US_ASCII);
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
      default -> false;
    };
  }

  private static boolean byDefault(int status) {
    return switch (status) {
      case 200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501 -> true;
      default -> false;
    };
  }

  private boolean decide() {
    int pragma = head.find(PRAGMA, 0);
    if (pragma >= 0
        && is(head.bytes(), head.valueOffset(pragma), head.valueLength(pragma), NO_CACHE)) {
      return false;
    }
    for (int at = head.find(CACHE_CONTROL, 0); at >= 0; at = head.find(CACHE_CONTROL, at + 1)) {
      directives(head.valueOffset(at), head.valueOffset(at) + head.valueLength(at));
    }
    boolean dated =
        fresh
            || head.find(EXPIRES, 0) >= 0
            || head.find(ETAG, 0) >= 0
            || head.find(LAST_MODIFIED, 0) >= 0;
    return cacheable && !never && dated;
  }

  private void directives(int from, int end) {
    byte[] bytes = head.bytes();
    int at = from;
    while (at < end) {
      int stop = at;
      boolean quoted = false;
      while (stop < end && (quoted || bytes[stop] != ',')) {
        quoted ^= bytes[stop] == '"';
        stop++;
      }
      int first = at;
      int last = stop;
      while (first < last && bytes[first] <= ' ') {
        first++;
      }
      while (last > first && bytes[last - 1] <= ' ') {
        last--;
      }
      directive(bytes, first, last - first);
      at = stop + 1;
    }
  }

  private void directive(byte[] bytes, int from, int length) {
    if (is(bytes, from, length, PUBLIC)) {
      cacheable = true;
    } else if (is(bytes, from, length, NEVER)) {
      never = true;
    } else if (forbids(bytes, from, length)) {
      cacheable = false;
    } else if (begins(bytes, from, length, SHARED_AGE)) {
      // What shared caches are told counts more than what all are told.
      fresh = true;
      never = false;
    } else if (begins(bytes, from, length, MAX_AGE)) {
      fresh = true;
    }
  }

  private static boolean forbids(byte[] bytes, int from, int length) {
    if (is(bytes, from, length, EXCEPT_COOKIE)) {
      return false;
    }
    for (byte[] word : FORBIDDEN) {
      boolean whole =
          length == word.length || length > word.length && bytes[from + word.length] == '=';
      if (whole && begins(bytes, from, length, word)) {
        return true;
      }
    }
    return is(bytes, from, length, SHARED_NEVER);
  }

  private static boolean is(byte[] bytes, int from, int length, byte[] word) {
    return length == word.length && begins(bytes, from, length, word);
  }

  private static boolean begins(byte[] bytes, int from, int length, byte[] word) {
    if (length < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      byte b = bytes[from + i];
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != word[i]) {
        return false;
      }
    }
    return true;
  }
}
