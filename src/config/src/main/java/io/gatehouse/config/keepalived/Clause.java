package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.keepalived.text.Statement;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One statement on its way to its family.
 *
 * @param cursor stands after the keyword; in a list it stands before the first word
 */
record Clause(Statement statement, Cursor cursor, Context context) {
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,10}(\\.\\d{0,9})?");
  private static final int MICROS = 6;

  static Clause of(Statement statement, int index, Context context) {
    return new Clause(statement, statement.line().cursor(index, context.diagnostics()), context);
  }

  String keyword() {
    return statement.keyword();
  }

  /** What marks the whole statement. */
  Span at() {
    return statement.line().span();
  }

  /** The statements of the block, which are lists of words. */
  List<Clause> entries() {
    return statement.body().stream().map(entry -> of(entry, 0, context)).toList();
  }

  String word(String expected) throws ArgumentException {
    return cursor.next(expected);
  }

  /** Takes the only argument. */
  String only(String expected) throws ArgumentException {
    String word = cursor.next(expected);
    end();
    return word;
  }

  /** Takes the only argument as a number. */
  int number(String expected, int min, int max) throws ArgumentException {
    int value = (int) cursor.integer(expected, min, max);
    end();
    return value;
  }

  /** Takes the only argument as seconds, with up to six places behind the point. */
  Duration seconds(String expected, Duration min, Duration max) throws ArgumentException {
    String word = cursor.next(expected);
    if (!DECIMAL.matcher(word).matches()) {
      throw cursor.error("'%s' is no time, expected %s".formatted(word, expected));
    }
    BigDecimal seconds = new BigDecimal(word);
    if (seconds.stripTrailingZeros().scale() > MICROS) {
      cursor.warn("'%s' is finer than a microsecond and is rounded".formatted(word));
    }
    Duration time = Duration.ofNanos(seconds.movePointRight(9).longValue() / 1_000 * 1_000);
    if (time.compareTo(min) < 0 || time.compareTo(max) > 0) {
      throw cursor.error(
          "'%s' is out of range, expected %s from %s to %s"
              .formatted(word, expected, text(min), text(max)));
    }
    end();
    return time;
  }

  private static String text(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString();
  }

  /** A switch: alone it is on. */
  boolean flag() throws ArgumentException {
    if (!cursor.hasNext()) {
      return true;
    }
    String word = cursor.next("on or off");
    end();
    return switch (word) {
      case "on", "true", "yes" -> true;
      case "off", "false", "no" -> false;
      default -> throw cursor.unknown("switch", List.of("on", "off", "true", "false", "yes", "no"));
    };
  }

  /** Nothing should follow; Keepalived does not look at what does. */
  void end() {
    if (cursor.hasNext()) {
      int index = cursor.index();
      context
          .diagnostics()
          .warning(
              statement.line().span(index, statement.line().size() - 1),
              "'%s' is not read, nothing may follow here".formatted(statement.line().text(index)));
    }
  }

  void warn(String message, String... hints) {
    context.diagnostics().warning(cursor.span(), message, hints);
  }

  void error(String message, String... hints) {
    context.diagnostics().error(cursor.span(), message, hints);
  }

  void notice(String message, String... hints) {
    context.diagnostics().notice(cursor.span(), message, hints);
  }
}
