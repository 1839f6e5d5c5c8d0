package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.config.text.PerlRegex;
import io.gatehouse.model.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Turns words and lines of pattern files into patterns of one match method (manual section 7.1.1 to
 * 7.1.6).
 */
final class PatternReader {
  private final MatchMethod method;
  private final boolean versions;
  private final boolean ignoreCase;
  private final boolean names;
  private final Ranges ranges;

  PatternReader(MatchMethod method, boolean versions, boolean ignoreCase, boolean names) {
    this.method = method;
    this.versions = versions;
    this.ignoreCase = ignoreCase;
    this.names = names;
    this.ranges = new Ranges(versions);
  }

  /** Takes a word of the line that is an operator rather than a pattern. */
  boolean operator(String word) {
    boolean numbers = method == MatchMethod.INT || method == MatchMethod.LEN;
    return numbers && ranges.operator(word);
  }

  Pattern read(String text) throws BadPattern {
    return switch (method) {
      case FOUND, BOOL -> new Pattern.None(text);
      case INT, LEN -> ranges.read(text);
      case IP -> Networks.read(text, names);
      case BIN -> hexadecimal(text);
      case STR, SUB, BEG, END, DIR, DOM -> new Pattern.Text(text);
      case REG -> regex(text);
    };
  }

  /** Reads a pattern that comes at run time. */
  static Pattern later(MatchMethod method, boolean ignoreCase, String text)
      throws ArgumentException {
    try {
      return new PatternReader(method, false, ignoreCase, false).read(text);
    } catch (BadPattern bad) {
      throw new ArgumentException(bad.reason());
    }
  }

  /** A reader for files, in which operators have no place. */
  PatternReader forFiles() {
    return new PatternReader(method, versions, ignoreCase, names);
  }

  private static Pattern hexadecimal(String text) throws BadPattern {
    if (text.length() % 2 != 0) {
      throw new BadPattern("'%s' has an odd number of hexadecimal digits".formatted(text));
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        throw new BadPattern(
            "'%s' is not hexadecimal: unexpected '%c'".formatted(text, text.charAt(i)));
      }
    }
    return new Pattern.Text(text);
  }

  private Pattern regex(String text) throws BadPattern {
    try {
      return new Pattern.Regex(text, PerlRegex.compile(text, ignoreCase));
    } catch (PatternSyntaxException malformed) {
      throw new BadPattern(
          "regex '%s' is invalid: %s at offset %d"
              .formatted(text, malformed.getDescription(), Math.max(0, malformed.getIndex())));
    }
  }
}
