package io.gatehouse.api.rule;

import java.util.Optional;
import java.util.Set;

/**
 * What a rule does when its condition holds (manual section 4.3). Immutable, a record; runs on
 * event loops and must not block. State of one exchange belongs into its variables.
 */
public interface Action {

  /** Rule sets it may stand in. */
  Set<Phase> phases();

  Verdict run(ExchangeControl exchange);

  /** The reply that ends every exchange for which it runs, where it is always the same one. */
  default Optional<Reply> ending() {
    return Optional.empty();
  }
}
