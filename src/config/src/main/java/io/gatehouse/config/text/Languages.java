package io.gatehouse.config.text;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;

/**
 * The small languages inside words: a {@link Cursor} asks for them, whoever knows the registered
 * fetches and converters provides them.
 */
public interface Languages {

  /** Takes a sample expression from the cursor; it may be of several words. */
  Expression expression(Cursor cursor) throws ArgumentException;

  /** Takes one word that is a log-format string from the cursor. */
  Format format(Cursor cursor, String expected) throws ArgumentException;

  /** For places where neither may stand. */
  static Languages none() {
    return new Languages() {
      @Override
      public Expression expression(Cursor cursor) throws ArgumentException {
        cursor.next("a sample expression");
        throw cursor.error("a sample expression cannot be used here");
      }

      @Override
      public Format format(Cursor cursor, String expected) throws ArgumentException {
        cursor.next(expected);
        throw cursor.error("a log-format string cannot be used here");
      }
    };
  }
}
