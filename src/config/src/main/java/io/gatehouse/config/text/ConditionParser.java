package io.gatehouse.config.text;

import java.util.ArrayList;
import java.util.List;

/** Parses the expression of {@code .if}, {@code .elif} and {@code -cc}. */
final class ConditionParser {

  /** HAProxy's own limit of nesting; each pair of parentheses takes three of it. */
  private static final int DEEPEST = 1024;

  private final String in;
  private int at;

  private ConditionParser(String in) {
    this.in = in;
  }

  /** Parses all of a non-empty expression. */
  static ConditionTerm parse(String expression) throws ScanException {
    ConditionParser parser = new ConditionParser(expression);
    ConditionTerm term = parser.any(DEEPEST);
    parser.skipBlanks();
    if (parser.at < expression.length()) {
      throw new ScanException(
          parser.at,
          1,
          "unexpected character '%c' at the end of conditional expression '%s'"
              .formatted(expression.charAt(parser.at), expression));
    }
    return term;
  }

  private ConditionTerm any(int depth) throws ScanException {
    List<ConditionTerm> terms = new ArrayList<>();
    int left = depth;
    do {
      terms.add(all(left - 1));
      left--;
    } while (acceptTwice('|'));
    return terms.size() == 1 ? terms.getFirst() : new ConditionTerm.Any(terms);
  }

  private ConditionTerm all(int depth) throws ScanException {
    List<ConditionTerm> terms = new ArrayList<>();
    int left = depth;
    do {
      terms.add(term(left - 1));
      left--;
    } while (acceptTwice('&'));
    return terms.size() == 1 ? terms.getFirst() : new ConditionTerm.All(terms);
  }

  private ConditionTerm term(int depth) throws ScanException {
    skipBlanks();
    int begin = at;
    if (at >= in.length() || depth <= 0) {
      throw unparsable(begin);
    }
    boolean negated = false;
    while (current() == '!') {
      negated = !negated;
      at++;
      skipBlanks();
    }
    ConditionTerm term = positive(begin, depth);
    return negated ? new ConditionTerm.Not(term) : term;
  }

  private ConditionTerm positive(int begin, int depth) throws ScanException {
    char c = current();
    int digits = c == '-' || c == '+' ? at + 1 : at;
    if (digits < in.length() && isDigit(in.charAt(digits), 10)) {
      at = digits;
      return integer();
    }
    return c == '(' ? parenthesized(begin, depth) : question(begin);
  }

  /** Any C notation: 012 is octal, 0x12 hexadecimal; what is no digit of it ends the number. */
  private ConditionTerm integer() {
    int radix = 10;
    if (current() == '0') {
      boolean hex = at + 2 < in.length() && (in.charAt(at + 1) | 0x20) == 'x';
      if (hex && isDigit(in.charAt(at + 2), 16)) {
        radix = 16;
        at += 2;
      } else {
        radix = 8;
      }
    }
    boolean nonZero = false;
    while (at < in.length() && isDigit(in.charAt(at), radix)) {
      nonZero |= in.charAt(at++) != '0';
    }
    return new ConditionTerm.Constant(nonZero);
  }

  private ConditionTerm parenthesized(int begin, int depth) throws ScanException {
    at++;
    skipBlanks();
    if (at >= in.length()) {
      throw unparsable(begin);
    }
    ConditionTerm inside = any(depth - 1);
    skipBlanks();
    if (current() != ')') {
      throw new ScanException(
          begin,
          1,
          "expected ')' after conditional expression '%s'".formatted(in.substring(begin)));
    }
    at++;
    skipBlanks();
    return inside;
  }

  private ConditionTerm question(int begin) throws ScanException {
    int nameAt = at;
    int end = at;
    while (end < in.length() && in.charAt(end) != ' ' && in.charAt(end) != '(') {
      end++;
    }
    String name = in.substring(nameAt, end);
    Predicate predicate =
        Predicate.named(name)
            .orElseThrow(() -> unparsable(begin, Suggestions.didYouMean(name, Predicate.NAMES)));
    at = end;
    PredicateArguments arguments = PredicateArguments.read(in, at, predicate);
    at = arguments.end();
    return new ConditionTerm.Question(predicate, arguments.values(), nameAt);
  }

  private boolean acceptTwice(char c) throws ScanException {
    skipBlanks();
    boolean there = current() == c && at + 1 < in.length() && in.charAt(at + 1) == c;
    if (there) {
      at += 2;
      skipBlanks();
      if (at >= in.length()) {
        throw unparsable(0);
      }
    }
    return there;
  }

  private void skipBlanks() {
    while (current() == ' ' || current() == '\t') {
      at++;
    }
  }

  private char current() {
    return at < in.length() ? in.charAt(at) : 0;
  }

  private static boolean isDigit(char c, int radix) {
    return c < 0x80 && Character.digit(c, radix) >= 0;
  }

  private ScanException unparsable(int begin, String... hints) {
    return new ScanException(
        begin,
        Math.max(1, in.length() - begin),
        "unparsable conditional expression '%s'".formatted(in.substring(begin)),
        hints);
  }
}
