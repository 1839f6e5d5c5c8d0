package io.gatehouse.model;

import io.gatehouse.api.rule.Action;
import org.jspecify.annotations.Nullable;

/** An action, when it runs, and where it was written. */
public record Rule(Action action, Condition condition, Place place) {

  public Rule(Action action, Condition condition) {
    this(action, condition, new Place("", 0));
  }

  /**
   * For {@code last_rule_file} and {@code last_rule_line}. Equal to any other: a rule that only
   * moved to another line is the same rule.
   */
  public record Place(String file, int line) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Place;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
