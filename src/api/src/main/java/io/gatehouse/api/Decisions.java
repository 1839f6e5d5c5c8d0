package io.gatehouse.api;

import io.gatehouse.api.rule.ExchangeControl.TimeoutKind;

/** What rules and configuration decided about one exchange. Threads as for {@link Exchange}. */
public interface Decisions {

  /** The timeout that holds now in milliseconds; 0 when there is none. */
  int timeout(TimeoutKind kind);

  /** Connection attempts that may be repeated; -1 without a backend. */
  int maxRetries();

  int priorityClass();

  /** In milliseconds. */
  int priorityOffset();

  /** The number of the event loop that serves it, from 0. */
  int thread();

  /** The file of the last rule that ended its rule set; empty when none did. */
  String lastRuleFile();

  /** Its line; 0 when none ended its rule set. */
  int lastRuleLine();
}
