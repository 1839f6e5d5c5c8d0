package io.gatehouse.checks.script;

import io.gatehouse.api.check.CheckStep;

/** A line of a script that is not an action. */
sealed interface Step extends CheckStep permits Connect, Send, HttpSend, Expect, Step.Comment {

  /** What failures of this line are told with; empty for nothing. */
  String comment();

  /** The same line with a comment that stood before it. */
  Step commented(String comment);

  /** {@code comment}: goes to the lines that follow and have none of their own. */
  record Comment(String comment) implements Step {
    @Override
    public Step commented(String other) {
      return this;
    }
  }
}
