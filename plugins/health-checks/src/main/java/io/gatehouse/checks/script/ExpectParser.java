package io.gatehouse.checks.script;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import io.gatehouse.checks.script.Sought.Likeness;
import io.gatehouse.checks.script.Sought.Method;
import io.gatehouse.checks.script.Sought.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the words of one {@code expect} line, which come in any order. */
final class ExpectParser {
  private final Arguments arguments;
  private final boolean http;
  private @Nullable Sought sought;
  private boolean negated;
  private int least = -1;
  private Optional<CheckStatus> ok = Optional.empty();
  private Optional<CheckStatus> error = Optional.empty();
  private Optional<CheckStatus> late = Optional.empty();
  private Optional<Expression> code = Optional.empty();
  private Optional<Format> onSuccess = Optional.empty();
  private Optional<Format> onError = Optional.empty();
  private String comment = "";

  ExpectParser(Arguments arguments, boolean http) {
    this.arguments = arguments;
    this.http = http;
  }

  Expect parse() throws ArgumentException {
    if (!arguments.hasNext()) {
      throw arguments.error("expects at least a matching pattern as arguments");
    }
    while (arguments.hasNext()) {
      String word = arguments.next("an option");
      boolean pattern = word.startsWith("!");
      while (word.startsWith("!")) {
        negated ^= true;
        word = word.substring(1);
        if (word.isEmpty()) {
          word = arguments.next("a pattern");
        }
      }
      if (!pattern && option(word)) {
        continue;
      }
      Sought found = pattern(word);
      if (sought != null) {
        throw arguments.error("only one pattern expected");
      }
      sought = found;
    }
    Sought found = sought;
    if (found == null) {
      throw arguments.error("pattern not found");
    }
    Expect.Verdicts verdicts = new Expect.Verdicts(ok, error, late, code, onSuccess, onError);
    return new Expect(found, negated, least, verdicts, comment);
  }

  private boolean option(String word) throws ArgumentException {
    switch (word) {
      case "min-recv" -> least = (int) arguments.integer("a number", -1, Integer.MAX_VALUE);
      case "comment" -> comment = arguments.next("a string");
      case "on-success" -> onSuccess = Optional.of(arguments.format("a text"));
      case "on-error" -> onError = Optional.of(arguments.format("a text"));
      case "status-code" -> code = Optional.of(arguments.expression());
      case "ok-status" -> ok = status(word, "L7OK", "L7OKC", "L6OK", "L4OK");
      case "error-status" -> error = status(word, "L7OKC", "L7RSP", "L7STS", "L6RSP", "L4CON");
      case "tout-status" -> late = status(word, "L7TOUT", "L6TOUT", "L4TOUT");
      default -> {
        return false;
      }
    }
    return true;
  }

  private Optional<CheckStatus> status(String option, String... allowed) throws ArgumentException {
    String word = arguments.next("a status");
    for (String name : allowed) {
      if (name.equalsIgnoreCase(word)) {
        return Optional.of(CheckStatus.valueOf(name));
      }
    }
    throw arguments.error(
        "'" + option + "' only supports " + String.join(", ", allowed) + " (got '" + word + "')");
  }

  private Sought pattern(String word) throws ArgumentException {
    return switch (word) {
      case "string" -> new Sought.Text(false, Words.text(arguments.next("a pattern")));
      case "string-lf" -> new Sought.Text(false, Words.format(arguments, false));
      case "rstring" -> new Sought.Matching(false, regex(false));
      case "binary", "binary-lf", "rbinary" -> {
        tcpOnly(word);
        yield switch (word) {
          case "binary" -> new Sought.Text(true, Words.binary(arguments));
          case "rbinary" -> new Sought.Matching(true, regex(false));
          default -> new Sought.Text(true, Words.format(arguments, true));
        };
      }
      case "status", "rstatus", "hdr", "fhdr" -> {
        httpOnly(word);
        yield switch (word) {
          case "status" -> new Sought.Status(ranges(arguments.next("status codes")));
          case "rstatus" -> new Sought.StatusMatching(regex(false));
          default -> field(word.equals("fhdr"));
        };
      }
      default -> throw unknown(word);
    };
  }

  private void tcpOnly(String word) throws ArgumentException {
    if (http) {
      throw unknown(word);
    }
  }

  private void httpOnly(String word) throws ArgumentException {
    if (!http) {
      throw unknown(word);
    }
  }

  private ArgumentException unknown(String word) {
    String known =
        http
            ? "min-recv, [!]string, [!]rstring, [!]string-lf, [!]status, [!]rstatus, [!]hdr,"
                + " [!]fhdr or comment"
            : "min-recv, [!]binary, [!]string, [!]rstring, [!]string-lf, [!]rbinary,"
                + " [!]binary-lf or comment";
    return arguments.error("only supports " + known + " but got '" + word + "' as argument");
  }

  private Regex regex(boolean ignoreCase) throws ArgumentException {
    return Regex.of(arguments.next("a pattern"), ignoreCase, arguments);
  }

  private List<Sought.Range> ranges(String text) throws ArgumentException {
    List<Sought.Range> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = status(dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : status(part.substring(dash + 1));
      if (first > last) {
        throw arguments.error("invalid range of status codes '" + text + "'");
      }
      ranges.add(new Sought.Range(first, last));
    }
    return ranges;
  }

  private int status(String text) throws ArgumentException {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(Character::isDigit)) {
      throw arguments.error("'" + text + "' is not a status code");
    }
    return Integer.parseInt(text);
  }

  private Sought field(boolean full) throws ArgumentException {
    String word = arguments.next("'name' or 'name-lf'");
    if (!word.equals("name") && !word.equals("name-lf")) {
      throw arguments.error(
          "'hdr' expects at the name keyword as first argument followed by a pattern");
    }
    Likeness name = likeness(word.equals("name-lf"), true);
    Optional<Likeness> value = Optional.empty();
    if (arguments.accept("value")) {
      value = Optional.of(likeness(false, false));
    } else if (arguments.accept("value-lf")) {
      value = Optional.of(likeness(true, false));
    }
    return new Sought.Field(name, value, full);
  }

  /** Names are compared without case. */
  private Likeness likeness(boolean format, boolean name) throws ArgumentException {
    Method method = arguments.accept("-m") ? method(format) : Method.STR;
    if (method == Method.REG) {
      return new Likeness(method, Words.NONE, regex(name));
    }
    Words words = format ? Words.format(arguments, false) : Words.text(arguments.next("a pattern"));
    return new Likeness(method, words, Regex.NONE);
  }

  private Method method(boolean format) throws ArgumentException {
    String word = arguments.next("'str', 'beg', 'end', 'sub' or 'reg'");
    for (Method method : Method.values()) {
      if (method.name().toLowerCase(Locale.ROOT).equals(word)) {
        if (format && method == Method.REG) {
          throw arguments.error("log-format string is not supported with a regex matching method");
        }
        return method;
      }
    }
    throw arguments.error(
        "'-m' only supports 'str', 'beg', 'end', 'sub' or 'reg' (got '" + word + "')");
  }
}
