package io.gatehouse.config.text;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.MapTable;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.PatternReference;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.rule.UserList;
import io.gatehouse.api.table.TableReference;
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

  /** Reads a map; what is wrong marks the word taken last. */
  default MapTable map(Cursor cursor, String name, MapKind kind) throws ArgumentException {
    throw cursor.error("a map cannot be used here");
  }

  /** How a map is used: the way its keys are matched, and what its values are. */
  record MapKind(MatchMethod method, SampleType output) {}

  /** The users of a {@code userlist} section; what is wrong marks the word taken last. */
  default UserList userList(Cursor cursor, String name) throws ArgumentException {
    throw cursor.error("a 'userlist' section cannot be named here");
  }

  /** The stick table of this name, or of the section; what is wrong marks the word taken last. */
  default TableReference table(Cursor cursor, String name, SampleType key)
      throws ArgumentException {
    throw cursor.error("a stick table cannot be used here");
  }

  /** A rule asks the {@code resolvers} section of this name. */
  default void resolvers(Cursor cursor, String name) throws ArgumentException {
    throw cursor.error("the resolvers '%s' cannot be asked here".formatted(name));
  }

  /** The list of this name. */
  default PatternReference patterns(Cursor cursor, String name) throws ArgumentException {
    throw cursor.error("the patterns of '%s' cannot be changed here".formatted(name));
  }

  /** An expression depends on the server {@code [backend/]server}. */
  default void speaksOf(String server) {}

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
