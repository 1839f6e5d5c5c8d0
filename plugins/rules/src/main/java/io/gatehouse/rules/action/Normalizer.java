package io.gatehouse.rules.action;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The ways of {@code normalize-uri} (manual section 4.4). Each takes a part of the target, one char
 * a byte, and gives the same in another form; null where the strict way finds it malformed.
 */
enum Normalizer {
  FRAGMENT_ENCODE {
    @Override
    String apply(String target, boolean option) {
      return target.replace("#", "%23");
    }
  },
  FRAGMENT_STRIP {
    @Override
    String apply(String target, boolean option) {
      int fragment = target.indexOf('#');
      return fragment < 0 ? target : target.substring(0, fragment);
    }
  },
  PATH_MERGE_SLASHES {
    @Override
    String apply(String path, boolean option) {
      return path.replaceAll("/+", "/");
    }
  },
  PATH_STRIP_DOT {
    @Override
    String apply(String path, boolean option) {
      StringBuilder out = new StringBuilder();
      String[] segments = path.split("/", -1);
      for (int i = 0; i < segments.length; i++) {
        if (!segments[i].equals(".")) {
          out.append(segments[i]).append(i < segments.length - 1 ? "/" : "");
        }
      }
      return out.toString();
    }
  },
  /** With the option, what climbs above the root is dropped. */
  PATH_STRIP_DOTDOT {
    @Override
    String apply(String path, boolean option) {
      return climb(path, option);
    }
  },
  /** With the option, a percent sign without two digits makes the request malformed. */
  PERCENT_DECODE_UNRESERVED {
    @Override
    @Nullable String apply(String target, boolean option) {
      return percent(target, option, true);
    }
  },
  PERCENT_TO_UPPERCASE {
    @Override
    @Nullable String apply(String target, boolean option) {
      return percent(target, option, false);
    }
  },
  QUERY_SORT_BY_NAME {
    @Override
    String apply(String query, boolean option) {
      String[] parameters = query.split("&", -1);
      Arrays.sort(parameters, Comparator.comparing(Normalizer::name));
      return String.join("&", parameters);
    }
  };

  private static final int DIGITS = 3;

  abstract @Nullable String apply(String part, boolean option);

  /** As written in the configuration. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The only option it may have; empty for none. */
  String optionWord() {
    return switch (this) {
      case PATH_STRIP_DOTDOT -> "full";
      case PERCENT_DECODE_UNRESERVED, PERCENT_TO_UPPERCASE -> "strict";
      default -> "";
    };
  }

  private static String name(String parameter) {
    int equal = parameter.indexOf('=');
    return equal < 0 ? parameter : parameter.substring(0, equal);
  }

  /** From the end to the beginning: each {@code ..} takes away the segment before it. */
  private static String climb(String path, boolean full) {
    String[] segments = path.split("/", -1);
    Deque<String> kept = new ArrayDeque<>();
    int up = 0;
    int last = segments.length - 1;
    for (int i = last; i > 0; i--) {
      String segment = segments[i];
      if (segment.equals("..")) {
        up++;
        if (i == last) {
          kept.addFirst("");
        }
      } else if (i == last || up == 0) {
        kept.addFirst(segment);
      } else {
        up--;
      }
    }
    for (int i = 0; i < up && !full; i++) {
      kept.addFirst("..");
    }
    StringBuilder out = new StringBuilder(segments[0]);
    for (Iterator<String> rest = kept.iterator(); rest.hasNext(); ) {
      out.append('/').append(rest.next());
    }
    return out.toString();
  }

  private static @Nullable String percent(String text, boolean strict, boolean decode) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != '%') {
        out.append(c);
        continue;
      }
      boolean room = at + DIGITS <= text.length();
      int high = room ? Character.digit(text.charAt(at + 1), 16) : -1;
      int low = room ? Character.digit(text.charAt(at + 2), 16) : -1;
      if (high < 0 || low < 0) {
        if (strict) {
          return null;
        }
        out.append(c);
        continue;
      }
      String escape = text.substring(at, at + DIGITS);
      char plain = (char) (high << 4 | low);
      if (!decode) {
        out.append(escape.toUpperCase(Locale.ROOT));
      } else if (unreserved(plain)) {
        out.append(plain);
      } else {
        out.append(escape);
      }
      at += DIGITS - 1;
    }
    return out.toString();
  }

  private static boolean unreserved(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
  }
}
