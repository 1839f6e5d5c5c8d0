package io.gatehouse.api.rule;

/** What happens after an action. */
public enum Verdict {
  /** The next rule is evaluated. */
  CONTINUE,
  /** The rule set ends here, the exchange goes on (HAProxy's {@code allow}, {@code accept}). */
  STOP,
  /** The action gave a reply through {@link ExchangeControl#reply}; the exchange ends with it. */
  REPLY,
  /** The connection is closed without an answer. */
  CLOSE,
  /** The connection is forgotten without telling the client, where the system allows it. */
  DROP,
  /** Not enough data yet: the action is called again when more has come or the phase has ended. */
  WAIT
}
