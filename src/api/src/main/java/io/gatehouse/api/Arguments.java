package io.gatehouse.api;

import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.table.TableReference;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's own words of one configuration line, read through a cursor that knows file, line and
 * column, so that all plugins report errors alike: a caret under the exact word.
 *
 * <p>Thread: the one that loads the configuration. Lifetime: only during {@code parse}.
 */
public interface Arguments {

  /** Whether another word stands on the line. */
  boolean hasNext();

  /**
   * Takes the next word.
   *
   * @param expected what is missing when there is none, as the user should read it: {@code "a
   *     header name"}
   * @throws ArgumentException marked after the last word when the line has ended
   */
  String next(String expected) throws ArgumentException;

  /** The next word without taking it; null at the end of the line. */
  @Nullable String peek();

  /** Takes the next word if it equals {@code word}. */
  boolean accept(String word);

  /** Takes a whole number between {@code min} and {@code max}, both allowed. */
  default long integer(String expected, long min, long max) throws ArgumentException {
    String text = next(expected);
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw error("'%s' is not a whole number, expected %s".formatted(text, expected));
    }
    if (value < min || value > max) {
      throw error(
          "%s is out of range, expected %s from %d to %d".formatted(text, expected, min, max));
    }
    return value;
  }

  /**
   * Takes the name of a server, {@code [backend/]server}; it cannot be deleted while the gateway
   * runs then.
   */
  default String server(String expected) throws ArgumentException {
    return next(expected);
  }

  /** Takes a time (manual section 2.5); a bare number counts milliseconds. */
  Duration time(String expected) throws ArgumentException;

  /** Takes a time (manual section 2.5) in whole seconds, which a bare number counts, too. */
  default Duration seconds(String expected) throws ArgumentException {
    return Duration.ofSeconds(integer(expected, 0, Integer.MAX_VALUE));
  }

  /** Takes a size in bytes with the units {@code k m g} (manual section 2.5). */
  long size(String expected) throws ArgumentException;

  /** Takes a sample expression: a fetch and its converters (manual section 7.3). */
  io.gatehouse.api.rule.Expression expression() throws ArgumentException;

  /** Takes one word that is a log-format string (manual section 8.2.6). */
  io.gatehouse.api.rule.Format format(String expected) throws ArgumentException;

  /** Compiles a log-format string that stands elsewhere, such as a file's content. */
  default io.gatehouse.api.rule.Format formatOf(String text) throws ArgumentException {
    throw error("a log-format string cannot be read from elsewhere here");
  }

  /**
   * Declares one more capture slot of the proxy that is being read, in the direction of the rule
   * set, and answers its number ({@code http-request capture … len}).
   */
  default int declareCapture(int length) throws ArgumentException {
    throw error("a capture slot of " + length + " bytes cannot be declared here");
  }

  /**
   * Compiles a regular expression in Perl's dialect, as HAProxy's library reads it; what is wrong
   * marks the word taken last. One char is one byte.
   */
  java.util.regex.Pattern regex(String text, boolean ignoreCase) throws ArgumentException;

  /** Takes the name of an {@code http-errors} section; its pages by status. */
  default Map<Integer, Reply> httpErrors() throws ArgumentException {
    throw error("an 'http-errors' section cannot be named here");
  }

  /**
   * Takes the name of a map (manual section 2.7) and reads it.
   *
   * @param output what its values must be readable as: STRING, INTEGER or ADDRESS
   */
  default io.gatehouse.api.rule.MapTable map(
      io.gatehouse.api.rule.MatchMethod method, io.gatehouse.api.rule.SampleType output)
      throws ArgumentException {
    throw error("a map cannot be used here");
  }

  /** Takes the name of a {@code userlist} section. */
  default io.gatehouse.api.rule.UserList userList() throws ArgumentException {
    throw error("a 'userlist' section cannot be named here");
  }

  /**
   * The stick table of this name, which is checked when all sections are known; what is wrong marks
   * the word taken last.
   *
   * @param name empty for the table of the section that is being read
   * @param key what keys will be made of; ANY is not checked
   */
  default TableReference table(String name, SampleType key) throws ArgumentException {
    throw error("the stick table '" + name + "' cannot be used here");
  }

  /**
   * The rule asks the {@code resolvers} section of this name, which is checked when all sections
   * are known; what is wrong marks the word taken last.
   */
  default void resolvers(String name) throws ArgumentException {
    throw error("the resolvers '" + name + "' cannot be asked here");
  }

  /** The list of this name, which is to be changed at run time. */
  default io.gatehouse.api.rule.PatternReference patterns(String name) throws ArgumentException {
    throw error("the patterns of '" + name + "' cannot be changed here");
  }

  /** An error that marks the word taken last. */
  ArgumentException error(String message);

  /** An error that marks the word taken last and offers the nearest of the words that would do. */
  ArgumentException unknown(String what, Iterable<String> candidates);

  /** Reports a warning that marks the word taken last; loading goes on. */
  void warn(String message);
}
