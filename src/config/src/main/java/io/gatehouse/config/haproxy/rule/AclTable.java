package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.Vocabulary;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Languages;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Position;
import io.gatehouse.config.text.Section;
import io.gatehouse.model.Acl;
import io.gatehouse.model.AclTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The ACLs of one proxy by name. All {@code acl} lines of a section are read before its rules,
 * because a later line of a name adds to the ACL that earlier rules use; yet the first must stand
 * before its first use, as in HAProxy.
 */
public final class AclTable {
  private final AclParser parser;
  private final Map<String, List<AclTest>> tests = new LinkedHashMap<>();
  private final Map<String, Position> first = new HashMap<>();

  public AclTable(Vocabulary vocabulary, PatternIds ids) {
    this.parser = new AclParser(vocabulary, ids);
  }

  /** Reads every {@code acl} line of the section; what is wrong is reported and left out. */
  public void readAll(Section section, Diagnostics diagnostics, Languages languages) {
    for (Line line : section.lines()) {
      if (line.keyword().equals("acl")) {
        Cursor cursor = line.cursor(1, diagnostics, languages);
        try {
          read(cursor);
        } catch (ArgumentException problem) {
          cursor.report(problem);
          // Rules that use it must not be reported as well.
          remember(line);
        }
      }
    }
  }

  private void remember(Line line) {
    if (line.size() > 1) {
      tests.computeIfAbsent(line.text(1), _ -> new ArrayList<>());
      first.putIfAbsent(line.text(1), line.position(1));
    }
  }

  /** Reads what stands after the word {@code acl}. */
  void read(Cursor cursor) throws ArgumentException {
    String name = cursor.next("the name of an ACL");
    for (int i = 0; i < name.length(); i++) {
      if (!isNameCharacter(name.charAt(i))) {
        throw cursor.error(
            i, 1, "character '%c' is not allowed in an ACL's name".formatted(name.charAt(i)));
      }
    }
    if (name.equalsIgnoreCase("or")) {
      throw cursor.error(
          "'%s' cannot name an ACL, conditions read it as an operator".formatted(name));
    }
    Position at = cursor.span().start();
    List<AclTest> read = parser.parse(cursor, false);
    tests.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(read);
    first.putIfAbsent(name, at);
  }

  private static boolean isNameCharacter(char c) {
    return c != '+' && Call.isNameCharacter(c);
  }

  /** Reads an anonymous ACL up to its closing brace, which is not taken. */
  Acl anonymous(Cursor cursor) throws ArgumentException {
    return new Acl("", parser.parse(cursor, true));
  }

  /** The ACL of this name for a rule at {@code use}; predefined ones can be redefined. */
  @Nullable Acl find(String name, Position use, Cursor cursor) throws ArgumentException {
    Position declared = first.get(name);
    if (declared != null && !isAfter(declared, use)) {
      return new Acl(name, tests.getOrDefault(name, List.of()));
    }
    List<String> predefined = PredefinedAcls.words(name);
    if (!predefined.isEmpty()) {
      return new Acl(name, parser.parse(PredefinedAcls.cursor(predefined), false));
    }
    if (declared != null) {
      throw cursor.error(
          "ACL '%s' is used before it is declared at %s:%d"
              .formatted(name, declared.file(), declared.line()));
    }
    return null;
  }

  private static boolean isAfter(Position declared, Position use) {
    return declared.file().equals(use.file()) && declared.line() > use.line();
  }

  /** All names a condition may use. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(tests.keySet());
    names.addAll(PredefinedAcls.names());
    return names;
  }
}
