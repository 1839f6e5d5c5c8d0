package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Span;
import java.util.List;

/**
 * One line on its way to its family.
 *
 * @param keyword as registered, of one or two words
 * @param prefix {@code no} or {@code default} before it
 * @param cursor stands after the keyword
 */
record Statement(
    String keyword, Prefix prefix, Cursor cursor, SectionDraft draft, LoadContext context) {

  enum Prefix {
    NONE,
    NO,
    DEFAULT
  }

  Values values() {
    return draft.values();
  }

  /** What marks the statement in later messages. */
  Span at() {
    return cursor.line().span();
  }

  <T> void set(Setting<T> setting, T value) {
    values().set(setting, value, at());
  }

  <T> void append(Setting<List<T>> setting, T value) {
    values().append(setting, value, at());
  }

  /** Takes the last argument of the line as a number. */
  void setNumber(Setting<Integer> setting, String expected, int min, int max)
      throws ArgumentException {
    int value = (int) cursor.integer(expected, min, max);
    cursor.end();
    set(setting, value);
  }

  /** Takes the only argument of the line. */
  void setText(Setting<String> setting, String expected) throws ArgumentException {
    String value = cursor.next(expected);
    cursor.end();
    set(setting, value);
  }

  /** A yes-or-no keyword: {@code no} makes it false, {@code default} forgets it. */
  void setFlag(Setting<Boolean> setting) throws ArgumentException {
    cursor.end();
    switch (prefix) {
      case NONE -> set(setting, true);
      case NO -> set(setting, false);
      case DEFAULT -> values().clear(setting);
    }
  }
}
