package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.config.Vocabulary;
import io.gatehouse.config.haproxy.rule.AclKeywords.Keyword;
import io.gatehouse.config.haproxy.rule.AclKeywords.Values;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Suggestions;
import io.gatehouse.model.AclTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands after an ACL's name, or between the braces of an anonymous one (manual section 7.1):
 * a sample, flags and patterns.
 */
final class AclParser {
  private final Vocabulary vocabulary;
  private final ExpressionParser expressions;
  private final AclKeywords keywords;
  private final PatternIds ids;

  AclParser(Vocabulary vocabulary, PatternIds ids) {
    this.vocabulary = vocabulary;
    this.expressions = new ExpressionParser(vocabulary);
    this.keywords = new AclKeywords(vocabulary);
    this.ids = ids;
  }

  /**
   * Reads up to the end of the line or, in braces, up to the closing one.
   *
   * @return one test for the line's own patterns and one for each file, as they are changed apart
   */
  List<AclTest> parse(Cursor cursor, boolean braces) throws ArgumentException {
    String word = cursor.next("a sample fetch or ACL keyword");
    Keyword keyword = keyword(word);
    Expression expression =
        keyword == null
            ? fetch(cursor, word)
            : expressions.parseAlias(cursor, word, keyword.fetch());
    // Converters make another value of it: the keyword's own match method is gone.
    boolean plain = keyword != null && expression.converters().isEmpty();
    Subject subject = new Subject(word, expression, plain ? keyword : null);
    if (!AclFlags.more(cursor, braces)) {
      warnWithoutPattern(cursor, subject);
    } else {
      warnBlankBeforeParenthesis(cursor, word);
    }
    return new AclFlags(subject, ids).parse(cursor, braces);
  }

  /** What is compared, and the keyword that says how if there is one. */
  record Subject(String word, Expression expression, @Nullable Keyword keyword) {

    /** How it is compared without {@code -m}; null when its type does not say. */
    @Nullable MatchMethod method() {
      if (keyword != null) {
        return keyword.method();
      }
      return switch (expression.type()) {
        case BOOLEAN -> MatchMethod.BOOL;
        case INTEGER -> MatchMethod.INT;
        case ADDRESS, IPV4, IPV6 -> MatchMethod.IP;
        case STRING -> MatchMethod.STR;
        case ANY, BINARY, METHOD -> null;
      };
    }

    Values values() {
      return keyword == null ? Values.PLAIN : keyword.values();
    }
  }

  private @Nullable Keyword keyword(String word) {
    int end = 0;
    while (end < word.length() && Call.isNameCharacter(word.charAt(end))) {
      end++;
    }
    Keyword keyword = keywords.find(word.substring(0, end));
    return keyword != null && vocabulary.fetch(keyword.fetch()).isPresent() ? keyword : null;
  }

  private Expression fetch(Cursor cursor, String word) throws ArgumentException {
    int end = 0;
    while (end < word.length() && Call.isNameCharacter(word.charAt(end))) {
      end++;
    }
    String name = word.substring(0, end);
    if (!name.isEmpty() && vocabulary.fetch(name).isEmpty()) {
      List<String> known = new ArrayList<>(keywords.names());
      known.addAll(vocabulary.fetches());
      throw cursor.error(
          0,
          end,
          "unknown fetch method '%s' in ACL expression '%s'".formatted(name, word),
          Suggestions.didYouMean(name, known));
    }
    return expressions.parseWord(cursor, word);
  }

  private static void warnWithoutPattern(Cursor cursor, Subject subject) {
    if (subject.method() != null && subject.expression().type() != SampleType.BOOLEAN) {
      cursor.warn(
          "'%s' is given no pattern, so this ACL will never match; use '-m found' to match for"
                  .formatted(subject.word())
              + " existence, '-m bool' to take an integer as a boolean,"
              + " or '--' if this is intended");
    }
  }

  private static void warnBlankBeforeParenthesis(Cursor cursor, String word) {
    String next = cursor.peek();
    if (next != null && next.startsWith("(") && word.indexOf('(') < 0) {
      cursor.warn(
          "matching '%s' for pattern '%s' is likely a mistake: remove the blank before '(' or put"
                  .formatted(word, next)
              + " '--' before the pattern");
    }
  }
}
