package io.gatehouse.config.text;

import java.util.List;

/** A parsed condition; {@code &&} binds tighter than {@code ||}. */
sealed interface ConditionTerm {

  /** An integer: false when it is zero. */
  record Constant(boolean value) implements ConditionTerm {}

  record Not(ConditionTerm term) implements ConditionTerm {}

  /** True when all are; the rest is not looked at after the first false one. */
  record All(List<ConditionTerm> terms) implements ConditionTerm {
    public All {
      terms = List.copyOf(terms);
    }
  }

  /** True when one is; the rest is not looked at after the first true one. */
  record Any(List<ConditionTerm> terms) implements ConditionTerm {
    public Any {
      terms = List.copyOf(terms);
    }
  }

  /**
   * @param offset where its name begins in the expression
   */
  record Question(Predicate predicate, List<String> arguments, int offset)
      implements ConditionTerm {
    public Question {
      arguments = List.copyOf(arguments);
    }
  }
}
