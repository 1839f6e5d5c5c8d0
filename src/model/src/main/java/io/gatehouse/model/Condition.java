package io.gatehouse.model;

import java.util.List;

/**
 * When a rule applies: terms joined by "and" (side by side), "or" ({@code ||}) and "not" ({@code
 * !}, {@code unless}).
 */
public sealed interface Condition {

  Condition ALWAYS = new Constant(true);

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
