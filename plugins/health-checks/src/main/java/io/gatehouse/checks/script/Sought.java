package io.gatehouse.checks.script;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckScene;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an {@code expect} line looks for. */
sealed interface Sought {

  /** {@code string} and {@code binary}, as written or made for each check. */
  record Text(boolean binary, Words words) implements Sought {}

  /** {@code rstring}, and {@code rbinary} which sees hexadecimal digits. */
  record Matching(boolean hex, Regex regex) implements Sought {}

  /** {@code status}. */
  record Status(List<Range> ranges) implements Sought {
    public Status {
      ranges = List.copyOf(ranges);
    }

    boolean has(int status) {
      return ranges.stream().anyMatch(r -> status >= r.first() && status <= r.last());
    }
  }

  record Range(int first, int last) {}

  /** {@code rstatus}. */
  record StatusMatching(Regex regex) implements Sought {}

  /**
   * {@code hdr}, and {@code fhdr} which does not divide values at commas.
   *
   * @param value may be anything where it is absent
   */
  record Field(Likeness name, Optional<Likeness> value, boolean full) implements Sought {
    /** Whether the response has such a field. */
    boolean in(HttpReply reply, CheckScene scene) {
      String wanted = name.words().now(scene);
      String content = value.map(likeness -> likeness.words().now(scene)).orElse("");
      for (HttpReply.Field field : reply.fields()) {
        if (!name.of(field.name(), wanted.toLowerCase(Locale.ROOT))) {
          continue;
        }
        if (value.isEmpty()) {
          return true;
        }
        List<String> parts = full ? List.of(field.value()) : field.values();
        if (parts.stream().anyMatch(part -> value.get().of(part, content))) {
          return true;
        }
      }
      return false;
    }
  }

  /** How a name or a value is compared ({@code -m}). */
  record Likeness(Method method, Words words, Regex regex) {
    boolean of(String text, String wanted) {
      return switch (method) {
        case STR -> text.equals(wanted);
        case BEG -> text.startsWith(wanted);
        case END -> text.endsWith(wanted);
        case SUB -> text.contains(wanted);
        case REG -> regex.found(text);
      };
    }
  }

  /** By the words of {@code -m}. */
  enum Method {
    STR,
    BEG,
    END,
    SUB,
    REG
  }

  /** An expression: equal when its source is. */
  final class Regex {
    static final Regex NONE = new Regex(Pattern.compile(""));

    private final Pattern pattern;

    private Regex(Pattern pattern) {
      this.pattern = pattern;
    }

    static Regex of(String text, boolean ignoreCase, Arguments arguments) throws ArgumentException {
      return new Regex(arguments.regex(text, ignoreCase));
    }

    boolean found(String text) {
      return pattern.matcher(text).find();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Regex regex
          && regex.pattern.pattern().equals(pattern.pattern())
          && regex.pattern.flags() == pattern.flags();
    }

    @Override
    public int hashCode() {
      return pattern.pattern().hashCode();
    }

    @Override
    public String toString() {
      return pattern.pattern();
    }
  }
}
