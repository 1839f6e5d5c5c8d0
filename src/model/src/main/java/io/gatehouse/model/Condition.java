package io.gatehouse.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * When a rule applies: terms joined by "and" (side by side), "or" ({@code ||}) and "not" ({@code
 * !}, {@code unless}).
 */
public sealed interface Condition {

  Condition ALWAYS = new Constant(true);

  /** Every line of every ACL that a condition asks, in its order. */
  static Stream<AclTest> tests(Condition condition) {
    return switch (condition) {
      case Constant _ -> Stream.empty();
      case Not not -> tests(not.condition());
      case All all -> all.terms().stream().flatMap(Condition::tests);
      case Any any -> any.terms().stream().flatMap(Condition::tests);
      case Matches matches -> matches.acl().tests().stream();
    };
  }

  /** No condition, or one decided when the configuration was loaded. */
  record Constant(boolean value) implements Condition {}

  record Not(Condition condition) implements Condition {}

  record All(List<Condition> terms) implements Condition {
    public All {
      terms = List.copyOf(terms);
    }
  }

  record Any(List<Condition> terms) implements Condition {
    public Any {
      terms = List.copyOf(terms);
    }
  }

  /** A named or anonymous ACL: true when one of its tests matches. */
  record Matches(Acl acl) implements Condition {}
}
