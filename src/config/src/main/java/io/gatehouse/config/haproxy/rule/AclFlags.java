package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.config.haproxy.rule.AclKeywords.Values;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.AclTest;
import io.gatehouse.model.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The flags and patterns of one ACL line. Used once. */
final class AclFlags {
  private static final Set<String> METHODS =
      Set.of("OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT");
  private static final Set<MatchMethod> SUFFIXES =
      Set.of(
          MatchMethod.BEG,
          MatchMethod.DIR,
          MatchMethod.DOM,
          MatchMethod.END,
          MatchMethod.LEN,
          MatchMethod.REG,
          MatchMethod.SUB);

  private final AclParser.Subject subject;
  private final PatternIds ids;
  private final List<AclTest> tests = new ArrayList<>();
  private @Nullable MatchMethod method;
  private boolean forced;
  private boolean ignoreCase;
  private boolean names = true;
  private boolean maps;
  private int id = -1;

  AclFlags(AclParser.Subject subject, PatternIds ids) {
    this.subject = subject;
    this.ids = ids;
    this.method = subject.method();
  }

  static boolean more(Cursor cursor, boolean braces) {
    return cursor.hasNext() && !(braces && "}".equals(cursor.peek()));
  }

  List<AclTest> parse(Cursor cursor, boolean braces) throws ArgumentException {
    boolean flags = true;
    while (flags && more(cursor, braces) && startsWithDash(cursor)) {
      String word = cursor.next("a flag");
      flags = !word.equals("--");
      if (flags) {
        flag(cursor, word);
      }
    }
    MatchMethod chosen = known(cursor);
    warnOverwritten(cursor, chosen);
    List<Pattern> patterns = new ArrayList<>();
    PatternReader reader = reader(chosen);
    while (more(cursor, braces)) {
      String word = cursor.next("a pattern");
      if (reader.operator(word)) {
        continue;
      }
      try {
        patterns.add(reader.read(word));
      } catch (BadPattern bad) {
        throw cursor.error(bad.reason());
      }
    }
    boolean valueless = chosen == MatchMethod.FOUND || chosen == MatchMethod.BOOL;
    if (!patterns.isEmpty() || tests.isEmpty() || valueless) {
      addOwn(chosen, patterns);
    }
    return tests;
  }

  private static boolean startsWithDash(Cursor cursor) {
    String word = cursor.peek();
    return word != null && word.startsWith("-");
  }

  private void flag(Cursor cursor, String word) throws ArgumentException {
    switch (word) {
      case "-i" -> ignoreCase = true;
      case "-n" -> names = false;
      case "-M" -> maps = true;
      case "-m" -> matchMethod(cursor);
      case "-f" -> file(cursor);
      case "-u" -> {
        id = (int) cursor.integer("the number of the ACL's patterns", 0, Integer.MAX_VALUE);
        if (!ids.reserve(id)) {
          throw cursor.error("the id %d is already used".formatted(id));
        }
      }
      default ->
          throw cursor.unknown("ACL flag", List.of("-i", "-n", "-M", "-m", "-f", "-u", "--"));
    }
  }

  private void matchMethod(Cursor cursor) throws ArgumentException {
    if (!tests.isEmpty()) {
      throw cursor.error("'-m' must stand before patterns and files");
    }
    if (forced) {
      throw cursor.error("only one match method can be given with '-m'");
    }
    String name = cursor.next("a match method");
    MatchMethod wanted = null;
    for (MatchMethod candidate : MatchMethod.values()) {
      if (candidate.name().toLowerCase(Locale.ROOT).equals(name)) {
        wanted = candidate;
      }
    }
    if (wanted == null) {
      List<String> all = new ArrayList<>();
      for (MatchMethod candidate : MatchMethod.values()) {
        all.add(candidate.name().toLowerCase(Locale.ROOT));
      }
      throw cursor.unknown("match method", all);
    }
    if (!TypeCasts.possible(subject.expression().type(), TypeCasts.compared(wanted))) {
      throw cursor.error(
          "match method '%s' cannot be used with '%s', which yields %s"
              .formatted(name, subject.word(), TypeNames.of(subject.expression().type())));
    }
    method = wanted;
    forced = true;
  }

  private MatchMethod known(Cursor cursor) throws ArgumentException {
    if (method == null) {
      throw cursor.error(
          "'%s' yields %s: a match method must be given first with '-m'"
              .formatted(subject.word(), TypeNames.of(subject.expression().type())));
    }
    return method;
  }

  private void file(Cursor cursor) throws ArgumentException {
    MatchMethod chosen = known(cursor);
    String name = cursor.next("the name of a pattern file");
    try {
      List<Pattern> patterns = PatternFile.read(name, reader(chosen), maps);
      tests.add(
          new AclTest(
              subject.expression(), chosen, folded(), patterns, List.of(name), ids.ofFile(name)));
    } catch (BadPattern bad) {
      throw cursor.error(bad.reason());
    }
  }

  private PatternReader reader(MatchMethod chosen) {
    boolean versions = !forced && subject.values() == Values.VERSION;
    return new PatternReader(chosen, versions, ignoreCase, names);
  }

  private boolean methods() {
    return !forced && subject.values() == Values.HTTP_METHOD;
  }

  private boolean folded() {
    return ignoreCase && !methods();
  }

  /** Known methods are compared exactly even with {@code -i}; other words obey the flag. */
  private void addOwn(MatchMethod chosen, List<Pattern> patterns) {
    int number = id >= 0 ? id : ids.next();
    List<Pattern> exact = new ArrayList<>();
    List<Pattern> loose = new ArrayList<>();
    for (Pattern pattern : patterns) {
      boolean known = METHODS.contains(pattern.text().toUpperCase(Locale.ROOT));
      (ignoreCase && methods() && !known ? loose : exact).add(pattern);
    }
    tests.add(new AclTest(subject.expression(), chosen, folded(), exact, List.of(), number));
    if (!loose.isEmpty()) {
      tests.add(new AclTest(subject.expression(), chosen, true, loose, List.of(), number));
    }
  }

  private void warnOverwritten(Cursor cursor, MatchMethod chosen) {
    MatchMethod original = subject.method();
    if (subject.keyword() != null
        && original != null
        && original != chosen
        && SUFFIXES.contains(original)) {
      cursor.warn(
          "the match method of '%s' is overwritten by '-m %s'"
              .formatted(subject.keyword().name(), chosen.name().toLowerCase(Locale.ROOT)));
    }
  }
}
