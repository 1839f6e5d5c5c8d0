package io.gatehouse.rules.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Sample;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression and what its match becomes: a format whose result may hold {@code \0} to
 * {@code \9}. Where it matches, the whole text is replaced. Allocates: matching works on text.
 */
record Substitution(String regex, Compiled compiled, Format replacement) {

  static Substitution parse(Arguments arguments) throws ArgumentException {
    String regex = arguments.next("a regular expression");
    try {
      Compiled compiled = new Compiled(regex, Pattern.compile(regex));
      return new Substitution(regex, compiled, arguments.format("the replacement"));
    } catch (PatternSyntaxException e) {
      throw arguments.error("not a regular expression: " + e.getDescription());
    }
  }

  /** A pattern, equal to another by its text. */
  static final class Compiled {
    private final String text;
    private final Pattern pattern;

    Compiled(String text, Pattern pattern) {
      this.text = text;
      this.pattern = pattern;
    }

    boolean finds(String input) {
      return pattern.matcher(input).find();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Compiled that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** Writes the new text to {@code out}; false when the text does not match. */
  boolean apply(Exchange exchange, Sample scratch, String text, ByteSink out) {
    Matcher matcher = compiled.pattern.matcher(text);
    if (!matcher.find()) {
      return false;
    }
    replacement.write(exchange, scratch, out);
    byte[] form = new byte[out.length()];
    System.arraycopy(out.array(), 0, form, 0, form.length);
    out.clear();
    expand(new String(form, ISO_8859_1), matcher, out);
    return true;
  }

  private static void expand(String form, Matcher matcher, ByteSink out) {
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      if (c != '\\' || i + 1 == form.length()) {
        out.add((byte) c);
        continue;
      }
      char next = form.charAt(++i);
      int digit = next - '0';
      if (digit >= 0 && digit <= 9) {
        String group = digit <= matcher.groupCount() ? matcher.group(digit) : null;
        out.add(group == null ? "" : group);
      } else if (next == 'x' && i + 2 < form.length()) {
        int high = Character.digit(form.charAt(i + 1), 16);
        int low = Character.digit(form.charAt(i + 2), 16);
        out.add((byte) (high << 4 | low));
        i += 2;
      } else {
        out.add((byte) next);
      }
    }
  }
}
