package io.gatehouse.persistence;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words behind a keyword. */
final class FakeArguments implements Arguments {
  private final Deque<String> words;
  private final List<String> warnings = new ArrayList<>();

  FakeArguments(String line) {
    this.words = new ArrayDeque<>(List.of(line.split(" ")));
  }

  List<String> warnings() {
    return warnings;
  }

  @Override
  public boolean hasNext() {
    return !words.isEmpty();
  }

  @Override
  public String next(String expected) throws ArgumentException {
    String word = words.poll();
    if (word == null) {
      throw error("expected " + expected);
    }
    return word;
  }

  @Override
  public @Nullable String peek() {
    return words.peek();
  }

  @Override
  public boolean accept(String word) {
    return word.equals(words.peek()) && words.poll() != null;
  }

  @Override
  public Duration time(String expected) throws ArgumentException {
    return Duration.ofMillis(integer(expected, 0, Long.MAX_VALUE));
  }

  @Override
  public long size(String expected) throws ArgumentException {
    return integer(expected, 0, Long.MAX_VALUE);
  }

  @Override
  public Expression expression() throws ArgumentException {
    throw error("no expressions here");
  }

  @Override
  public Format format(String expected) throws ArgumentException {
    throw error("no formats here");
  }

  @Override
  public java.util.regex.Pattern regex(String text, boolean ignoreCase) {
    return java.util.regex.Pattern.compile(
        text, ignoreCase ? java.util.regex.Pattern.CASE_INSENSITIVE : 0);
  }

  @Override
  public ArgumentException error(String message) {
    return new ArgumentException(message);
  }

  @Override
  public ArgumentException unknown(String what, Iterable<String> candidates) {
    return error("unknown " + what + ", did you mean one of " + String.join(", ", candidates));
  }

  @Override
  public void warn(String message) {
    warnings.add(message);
  }
}
