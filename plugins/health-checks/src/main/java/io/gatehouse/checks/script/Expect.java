package io.gatehouse.checks.script;

import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import java.util.List;
import java.util.Optional;

/**
 * {@code expect}: looks at what the server said.
 *
 * @param negated what is sought must not be there
 * @param least bytes to be received before it is decided; -1 waits for what may still come
 */
record Expect(Sought sought, boolean negated, int least, Verdicts verdicts, String comment)
    implements Step {

  /** What a request without such a line expects of its response. */
  static final Expect FINE =
      new Expect(
          new Sought.Status(List.of(new Sought.Range(200, 399))), false, -1, Verdicts.USUAL, "");

  /**
   * How the outcome is told.
   *
   * @param code yields the code that goes with the status
   */
  record Verdicts(
      Optional<CheckStatus> ok,
      Optional<CheckStatus> error,
      Optional<CheckStatus> late,
      Optional<Expression> code,
      Optional<Format> onSuccess,
      Optional<Format> onError) {

    static final Verdicts USUAL =
        new Verdicts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  @Override
  public Expect commented(String other) {
    return new Expect(sought, negated, least, verdicts, other);
  }
}
