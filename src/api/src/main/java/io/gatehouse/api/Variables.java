package io.gatehouse.api;

import io.gatehouse.api.rule.Sample;

/**
 * Variables by scope and name (manual section 2.8). A name is resolved to a {@link Name} once, when
 * the configuration is loaded; reading and writing then take no lookup by text. Scope {@code proc}
 * is shared by all event loops, the others belong to the exchange's.
 */
public interface Variables {

  /** How long a variable lives. */
  enum Scope {
    PROCESS,
    SESSION,
    TRANSACTION,
    REQUEST,
    RESPONSE,
    CHECK
  }

  /** A variable's name with its scope, such as {@code txn.user}. */
  record Name(Scope scope, String name) {}

  /** Copies the value into {@code out}; false when it is not set. */
  boolean get(Name name, Sample out);

  /** Stores a copy of {@code value}. */
  void set(Name name, Sample value);

  void unset(Name name);
}
