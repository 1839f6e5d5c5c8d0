package io.gatehouse.rules.regex;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A regular expression, equal to another by its text. Matching works on text and allocates. */
public final class Regex {
  private final String text;
  private final boolean ignoreCase;
  private final Pattern pattern;

  private Regex(String text, boolean ignoreCase, Pattern pattern) {
    this.text = text;
    this.ignoreCase = ignoreCase;
    this.pattern = pattern;
  }

  /** Compiles the word taken last. */
  public static Regex of(String text, boolean ignoreCase, Arguments arguments)
      throws ArgumentException {
    return new Regex(text, ignoreCase, arguments.regex(text, ignoreCase));
  }

  public Matcher matcher(String input) {
    return pattern.matcher(input);
  }

  /** The JDK's engine recurses: a text that is too deep for it does not match. */
  public static boolean find(Matcher matcher) {
    try {
      return matcher.find();
    } catch (StackOverflowError tooDeep) {
      return false;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Regex that && text.equals(that.text) && ignoreCase == that.ignoreCase;
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
