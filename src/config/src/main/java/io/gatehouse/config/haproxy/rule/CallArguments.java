package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.MapTable;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.rule.UserList;
import io.gatehouse.api.table.TableReference;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.MalformedValueException;
import io.gatehouse.config.text.SizeValue;
import io.gatehouse.config.text.Suggestions;
import io.gatehouse.config.text.TimeValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The arguments in the parentheses of a fetch or a converter. */
final class CallArguments implements Arguments {
  private static final long LARGEST_SIZE = 0xffff_ffffL;

  private final Call call;
  private final Cursor cursor;
  private int taken;

  CallArguments(Call call, Cursor cursor) {
    this.call = call;
    this.cursor = cursor;
  }

  @Override
  public boolean hasNext() {
    return taken < call.values().size();
  }

  @Override
  public String next(String expected) throws ArgumentException {
    if (hasNext()) {
      return call.values().get(taken++).text();
    }
    if (taken == 0 && call.open()) {
      // "f()" gives one empty argument to a fetch that insists on having one.
      taken = 1;
      return "";
    }
    throw cursor.error(
        call.at(),
        call.end() - call.at(),
        "'%s' expects %s as argument %d".formatted(call.name(), expected, taken + 1));
  }

  @Override
  public @Nullable String peek() {
    return hasNext() ? call.values().get(taken).text() : null;
  }

  @Override
  public boolean accept(String word) {
    boolean accepted = word.equals(peek());
    if (accepted) {
      taken++;
    }
    return accepted;
  }

  @Override
  public String server(String expected) throws ArgumentException {
    String server = next(expected);
    cursor.speaksOf(server);
    return server;
  }

  @Override
  public Duration time(String expected) throws ArgumentException {
    try {
      return TimeValue.parse(next(expected), TimeValue.Unit.MILLISECOND).duration();
    } catch (MalformedValueException malformed) {
      throw error(malformed.reason());
    }
  }

  @Override
  public long size(String expected) throws ArgumentException {
    try {
      return SizeValue.parse(next(expected), LARGEST_SIZE);
    } catch (MalformedValueException malformed) {
      throw error(malformed.reason());
    }
  }

  @Override
  public Expression expression() throws ArgumentException {
    throw error("'%s' cannot take a sample expression as an argument".formatted(call.name()));
  }

  @Override
  public Format format(String expected) throws ArgumentException {
    throw error("'%s' cannot take a log-format string as an argument".formatted(call.name()));
  }

  @Override
  public Pattern regex(String text, boolean ignoreCase) throws ArgumentException {
    return cursor.regex(text, ignoreCase);
  }

  @Override
  public MapTable map(MatchMethod method, SampleType output) throws ArgumentException {
    return cursor.map(next("the name of a map"), method, output);
  }

  @Override
  public UserList userList() throws ArgumentException {
    return cursor.userList(next("the name of a userlist"));
  }

  @Override
  public TableReference table(String name, SampleType key) throws ArgumentException {
    return cursor.table(name, key);
  }

  /** Complains when arguments are left. */
  void end() throws ArgumentException {
    if (hasNext()) {
      String message =
          call.values().size() == 1 || taken == 0
              ? "'%s' does not take any argument".formatted(call.name())
              : "'%s' takes %d argument%s at most"
                  .formatted(call.name(), taken, taken == 1 ? "" : "s");
      taken++;
      throw error(message);
    }
  }

  @Override
  public ArgumentException error(String message) {
    if (taken == 0 || call.values().isEmpty()) {
      return cursor.error(call.at(), call.end() - call.at(), message);
    }
    Call.Value last = call.values().get(taken - 1);
    return cursor.error(last.at(), last.length(), message);
  }

  @Override
  public ArgumentException unknown(String what, Iterable<String> candidates) {
    if (taken == 0 || call.values().isEmpty()) {
      return error("unknown " + what);
    }
    Call.Value last = call.values().get(taken - 1);
    List<String> words = new ArrayList<>();
    candidates.forEach(words::add);
    return cursor.error(
        last.at(),
        last.length(),
        "unknown %s '%s'".formatted(what, last.text()),
        Suggestions.didYouMean(last.text(), words));
  }

  @Override
  public void warn(String message) {
    cursor.warn(message);
  }
}
