package io.gatehouse.rules;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.ConverterPlugin;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.api.rule.FormatSource;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleFetchPlugin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Words of a line for tests, with expressions and formats read by the module's own plugins. */
public final class Words implements Arguments {
  private final List<String> words;
  private int index;

  public Words(List<String> words) {
    this.words = List.copyOf(words);
  }

  public static Words of(String... words) {
    return new Words(List.of(words));
  }

  /** An expression, read whole. */
  public static Expression expression(String text) throws ArgumentException {
    Source source = new Source(text);
    Expression expression = source.expression(0);
    if (source.end() != text.length()) {
      throw new ArgumentException("left over: " + text.substring(source.end()));
    }
    return expression;
  }

  public static Format format(String text, Format.Use use) throws ArgumentException {
    FormatCompiler compiler = ServiceLoader.load(FormatCompiler.class).findFirst().orElseThrow();
    return compiler.compile(new Source(text), use);
  }

  @Override
  public boolean hasNext() {
    return index < words.size();
  }

  @Override
  public String next(String expected) throws ArgumentException {
    if (!hasNext()) {
      throw new ArgumentException("expected " + expected);
    }
    return words.get(index++);
  }

  @Override
  public @Nullable String peek() {
    return hasNext() ? words.get(index) : null;
  }

  @Override
  public boolean accept(String word) {
    boolean same = word.equals(peek());
    index += same ? 1 : 0;
    return same;
  }

  @Override
  public Duration time(String expected) throws ArgumentException {
    String word = next(expected);
    return word.endsWith("s") && !word.endsWith("ms")
        ? Duration.ofSeconds(Long.parseLong(word.substring(0, word.length() - 1)))
        : Duration.ofMillis(Long.parseLong(word.replace("ms", "")));
  }

  @Override
  public long size(String expected) throws ArgumentException {
    return Long.parseLong(next(expected));
  }

  @Override
  public Expression expression() throws ArgumentException {
    return expression(next("an expression"));
  }

  @Override
  public Format format(String expected) throws ArgumentException {
    return format(next(expected), Format.Use.HTTP);
  }

  @Override
  public Format formatOf(String text) throws ArgumentException {
    return format(text, Format.Use.HTTP);
  }

  @Override
  public int declareCapture(int length) {
    return length;
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
    return new ArgumentException("unknown " + what);
  }

  @Override
  public void warn(String message) {
    throw new AssertionError("unexpected warning: " + message);
  }

  /** Reads {@code fetch(a,b),converter('x'),…} as far as it goes. */
  private static final class Source implements FormatSource {
    private final String text;
    private int at;

    Source(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public int end() {
      return at;
    }

    @Override
    public ArgumentException error(int from, int length, String message) {
      return new ArgumentException(from + ": " + message);
    }

    @Override
    public void warn(int from, int length, String message) {
      throw new AssertionError("unexpected warning: " + message);
    }

    @Override
    public Expression expression(int from) throws ArgumentException {
      at = from;
      String name = name();
      SampleFetch fetch = fetch(name, arguments());
      List<Converter> converters = new ArrayList<>();
      while (at < text.length() && text.charAt(at) == ',') {
        at++;
        String converter = name();
        converters.add(converter(converter, arguments()));
      }
      return new Expression(text.substring(from, at), fetch, converters);
    }

    private String name() {
      int from = at;
      while (at < text.length() && "(,]) ".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(from, at);
    }

    private Words arguments() {
      List<String> words = new ArrayList<>();
      if (at >= text.length() || text.charAt(at) != '(') {
        return new Words(words);
      }
      StringBuilder word = new StringBuilder();
      char quote = 0;
      for (at++; quote != 0 || text.charAt(at) != ')'; at++) {
        char c = text.charAt(at);
        if (c == quote) {
          quote = 0;
        } else if (quote != '\'' && c == '\\' && "\\ \"'".indexOf(text.charAt(at + 1)) >= 0) {
          word.append(text.charAt(++at));
        } else if (quote == 0 && (c == '\'' || c == '"')) {
          quote = c;
        } else if (quote == 0 && c == ',') {
          words.add(word.toString());
          word.setLength(0);
        } else {
          word.append(c);
        }
      }
      at++;
      if (!words.isEmpty() || word.length() > 0) {
        words.add(word.toString());
      }
      return new Words(words);
    }

    private static SampleFetch fetch(String name, Words words) throws ArgumentException {
      for (SampleFetchPlugin plugin : ServiceLoader.load(SampleFetchPlugin.class)) {
        if (plugin.names().contains(name)) {
          return plugin.parse(name, words);
        }
      }
      throw new ArgumentException("no fetch " + name);
    }

    private static Converter converter(String name, Words words) throws ArgumentException {
      for (ConverterPlugin plugin : ServiceLoader.load(ConverterPlugin.class)) {
        if (plugin.names().contains(name)) {
          return plugin.parse(name, words);
        }
      }
      throw new ArgumentException("no converter " + name);
    }
  }
}
