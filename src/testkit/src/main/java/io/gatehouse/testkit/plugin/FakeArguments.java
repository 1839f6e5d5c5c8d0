package io.gatehouse.testkit.plugin;

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

/** The words behind a plugin's name; expressions are given ready-made. */
public final class FakeArguments implements Arguments {
  private final Deque<String> words;
  private final List<String> warnings = new ArrayList<>();
  private final @Nullable Expression expression;

  public FakeArguments(String line) {
    this(line, null);
  }

  /**
   * @param expression what {@link #expression} answers, whatever the words say
   */
  public FakeArguments(String line, @Nullable Expression expression) {
    this.words = new ArrayDeque<>();
    if (!line.isEmpty()) {
      words.addAll(List.of(line.split(" ")));
    }
    this.expression = expression;
  }

  /** What the plugin warned of. */
  public List<String> warnings() {
    return List.copyOf(warnings);
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
    next("a sample expression");
    if (expression == null) {
      throw error("unknown fetch");
    }
    return expression;
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
