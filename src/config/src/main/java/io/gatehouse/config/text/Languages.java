package io.gatehouse.config.text;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Reply;
import java.util.Map;

/**
 * The small languages inside words: a {@link Cursor} asks for them, whoever knows the registered
 * fetches and converters provides them.
 */
public interface Languages {

  /** Takes a sample expression from the cursor; it may be of several words. */
  Expression expression(Cursor cursor) throws ArgumentException;

  /** Takes one word that is a log-format string from the cursor. */
  Format format(Cursor cursor, String expected) throws ArgumentException;

  /** Takes the name of an {@code http-errors} section from the cursor. */
  default Map<Integer, Reply> httpErrors(Cursor cursor) throws ArgumentException {
    cursor.next("the name of an 'http-errors' section");
    throw cursor.error("an 'http-errors' section cannot be named here");
  }

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
