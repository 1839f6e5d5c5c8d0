package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Moment;
import io.gatehouse.config.text.Suggestions;
import io.gatehouse.model.Acl;
import io.gatehouse.model.AclTest;
import io.gatehouse.model.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions (manual section 7.2): {@code if a !b || { path_beg /x }}. Terms side by side must all
 * hold; {@code or} separates alternatives and binds less.
 */
public final class ConditionParser {
  private final AclTable acls;

  public ConditionParser(AclTable acls) {
    this.acls = acls;
  }

  /** Reads {@code if} or {@code unless} and all that follows; nothing there is always true. */
  public Condition parse(Cursor cursor, Moment where) throws ArgumentException {
    if (!cursor.hasNext()) {
      return Condition.ALWAYS;
    }
    String word = cursor.next("a condition");
    return switch (word) {
      case "if" -> terms(cursor, where);
      case "unless" -> new Condition.Not(terms(cursor, where));
      default ->
          throw cursor.error(
              0,
              word.length(),
              "unexpected word '%s', only 'if' or 'unless' may stand here".formatted(word),
              Suggestions.didYouMean(word, List.of("if", "unless")));
    };
  }

  private Condition terms(Cursor cursor, Moment where) throws ArgumentException {
    List<Condition> alternatives = new ArrayList<>();
    List<Condition> terms = new ArrayList<>();
    boolean negated = false;
    if (!cursor.hasNext()) {
      cursor.warn("a condition without any ACL never holds");
    }
    while (cursor.hasNext()) {
      String written = cursor.next("an ACL");
      int marks = 0;
      while (marks < written.length() && written.charAt(marks) == '!') {
        negated = !negated;
        marks++;
      }
      String word = written.substring(marks);
      if (word.isEmpty()) {
        continue;
      }
      if (word.equalsIgnoreCase("or") || word.equals("||")) {
        close(terms, alternatives);
        negated = false;
        continue;
      }
      Acl acl = word.equals("{") ? braces(cursor) : named(cursor, word, marks);
      checkPlace(cursor, acl, where);
      Condition term = new Condition.Matches(acl);
      terms.add(negated ? new Condition.Not(term) : term);
      negated = false;
    }
    close(terms, alternatives);
    return switch (alternatives.size()) {
      case 0 -> new Condition.Constant(false);
      case 1 -> alternatives.getFirst();
      default -> new Condition.Any(alternatives);
    };
  }

  private static void close(List<Condition> terms, List<Condition> alternatives) {
    if (!terms.isEmpty()) {
      alternatives.add(terms.size() == 1 ? terms.getFirst() : new Condition.All(terms));
      terms.clear();
    }
  }

  private Acl braces(Cursor cursor) throws ArgumentException {
    boolean closed = false;
    for (int i = cursor.index(); i < cursor.line().size(); i++) {
      closed |= cursor.line().word(i).is("}");
    }
    if (!closed) {
      throw cursor.error("missing closing '}', which must be a word of its own");
    }
    if ("}".equals(cursor.peek())) {
      throw cursor.error("an anonymous ACL needs a sample fetch between its braces");
    }
    Acl acl = acls.anonymous(cursor);
    cursor.accept("}");
    return acl;
  }

  private Acl named(Cursor cursor, String name, int marks) throws ArgumentException {
    Acl acl = acls.find(name, cursor.line().start(), cursor);
    if (acl == null) {
      String[] hints =
          name.startsWith("{")
              ? new String[] {"braces of an anonymous ACL need blanks around them"}
              : Suggestions.didYouMean(name, acls.names());
      throw cursor.error(marks, name.length(), "no such ACL: '%s'".formatted(name), hints);
    }
    return acl;
  }

  private static void checkPlace(Cursor cursor, Acl acl, Moment where) {
    int unreadable = 0;
    String word = "";
    for (AclTest test : acl.tests()) {
      if (!where.readable(test.expression().fetch())) {
        unreadable++;
        word = word.isEmpty() ? test.expression().text() : word;
      }
    }
    if (unreadable == 0) {
      return;
    }
    boolean all = unreadable == acl.tests().size();
    String place = "incompatible with '%s'".formatted(where.label());
    if (acl.name().isEmpty()) {
      cursor.warn(
          all
              ? "anonymous acl will never match because it uses keyword '%s' which is %s"
                  .formatted(word, place)
              : "anonymous acl involves keyword '%s' which is %s".formatted(word, place));
    } else {
      cursor.warn(
          all
              ? "acl '%s' will never match because it only involves keywords that are %s"
                  .formatted(acl.name(), place)
              : "acl '%s' involves keyword '%s' which is %s".formatted(acl.name(), word, place));
    }
  }
}
