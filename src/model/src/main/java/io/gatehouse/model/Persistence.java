package io.gatehouse.model;

import io.gatehouse.api.persist.SessionPersistenceSpec;
import java.util.List;

/**
 * How a backend keeps sessions with their servers.
 *
 * @param specs in the order in which they are asked
 * @param rules {@code force-persist} and {@code ignore-persist}, in the order of the file
 * @param sticks the rules about stick tables, in the order of the file
 * @param toDownServers {@code option persist}
 * @param dynamicKey {@code dynamic-cookie-key}, empty when it is not set
 */
public record Persistence(
    List<SessionPersistenceSpec> specs,
    List<Rule> rules,
    List<StickRule> sticks,
    boolean toDownServers,
    String dynamicKey) {

  /** No persistence. */
  public static final Persistence NONE =
      new Persistence(List.of(), List.of(), List.of(), false, "");

  public Persistence {
    specs = List.copyOf(specs);
    rules = List.copyOf(rules);
    sticks = List.copyOf(sticks);
  }

  /** Whether an exchange has to be looked at. */
  public boolean present() {
    return !specs.isEmpty() || !rules.isEmpty() || !sticks.isEmpty() || toDownServers;
  }

  /**
   * One line.
   *
   * @param force {@code force-persist}, else {@code ignore-persist}
   */
  public record Rule(boolean force, Condition condition) {}
}
