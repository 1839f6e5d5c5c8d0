package io.gatehouse.model;

import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.table.TableReference;

/** One {@code stick} line. */
public record StickRule(
    Kind kind, Expression expression, TableReference table, Condition condition) {

  /** What is done with the key. */
  public enum Kind {
    MATCH(true, false, false),
    ON(true, true, false),
    STORE_REQUEST(false, true, false),
    STORE_RESPONSE(false, true, true);

    private final boolean matches;
    private final boolean stores;
    private final boolean response;

    Kind(boolean matches, boolean stores, boolean response) {
      this.matches = matches;
      this.stores = stores;
      this.response = response;
    }

    /** Whether the key's row tells the server. */
    public boolean matches() {
      return matches;
    }

    /** Whether the server is told to the key's row. */
    public boolean stores() {
      return stores;
    }

    /** Whether the key is found in the answer. */
    public boolean response() {
      return response;
    }
  }
}
