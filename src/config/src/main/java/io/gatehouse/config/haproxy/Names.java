package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;

/** The characters that names may have (manual section 2.1 of section names). */
final class Names {
  private Names() {}

  /** Checks the word taken last. */
  static void check(String what, String name, Cursor cursor) throws ArgumentException {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean allowed = c < 0x80 && (Character.isLetterOrDigit(c) || "-_.:".indexOf(c) >= 0);
      if (!allowed) {
        throw cursor.error(
            i, 1, "character '%c' is not allowed in the name of a %s".formatted(c, what));
      }
    }
  }
}
