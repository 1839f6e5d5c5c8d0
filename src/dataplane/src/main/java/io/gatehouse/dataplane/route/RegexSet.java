package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.Pattern;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.List;
import java.util.regex.Matcher;

/** Regular expressions, found anywhere in the sample. Each event loop has its own matchers. */
final class RegexSet implements PatternSet {
  private final FastThreadLocal<Matchers> matchers;

  RegexSet(List<Pattern> patterns) {
    List<java.util.regex.Pattern> regexes =
        patterns.stream()
            .filter(Pattern.Regex.class::isInstance)
            .map(pattern -> ((Pattern.Regex) pattern).pattern())
            .toList();
    this.matchers =
        new FastThreadLocal<>() {
          @Override
          protected Matchers initialValue() {
            return new Matchers(regexes);
          }
        };
  }

  @Override
  public boolean matches(Sample sample) {
    return matchers.get().find(sample);
  }

  /** One thread's matchers and its view of the bytes they look at. */
  private static final class Matchers {
    private final ByteText text = new ByteText();
    private final Matcher[] matchers;

    Matchers(List<java.util.regex.Pattern> regexes) {
      matchers = new Matcher[regexes.size()];
      for (int i = 0; i < matchers.length; i++) {
        matchers[i] = regexes.get(i).matcher(text);
      }
    }

    boolean find(Sample sample) {
      text.set(sample.bytes(), sample.offset(), sample.length());
      for (Matcher matcher : matchers) {
        if (find(matcher)) {
          return true;
        }
      }
      return false;
    }

    /** The JDK's engine recurses: text that is too deep for it does not match. */
    private boolean find(Matcher matcher) {
      try {
        return matcher.reset(text).find();
      } catch (StackOverflowError tooDeep) {
        return false;
      }
    }
  }
}
