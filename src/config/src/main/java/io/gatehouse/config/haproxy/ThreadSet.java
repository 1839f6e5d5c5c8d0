package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;

/** A set of threads as a bit mask; 0 is all. */
final class ThreadSet {
  private ThreadSet() {}

  static long parse(String text, Cursor cursor) throws ArgumentException {
    switch (text) {
      case "all" -> {
        return 0;
      }
      case "odd" -> {
        return 0x5555_5555_5555_5555L;
      }
      case "even" -> {
        return 0xaaaa_aaaa_aaaa_aaaaL;
      }
      default -> {}
    }
    long mask = 0;
    for (String range : text.split(",", -1)) {
      String[] ends = range.split("-", 2);
      try {
        int first = Integer.parseInt(ends[0]);
        int last = ends.length == 1 ? first : ends[1].isEmpty() ? 64 : Integer.parseInt(ends[1]);
        if (first < 1 || last > 64 || last < first) {
          throw cursor.error("'%s' is not a range of threads from 1 to 64".formatted(range));
        }
        for (int i = first; i <= last; i++) {
          mask |= 1L << (i - 1);
        }
      } catch (NumberFormatException malformed) {
        throw cursor.error(
            "'%s' is not a set of threads such as 'all', 'odd' or '1-4'".formatted(text));
      }
    }
    return mask;
  }
}
