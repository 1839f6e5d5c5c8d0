package io.gatehouse.dataplane.statefile;

import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.dataplane.health.OperationalState;
import java.util.Optional;

/**
 * What a state file says of one server (management guide section 9.3), known to be valid.
 *
 * @param flags as in {@code AdminFlags}, without what is found out anew
 * @param renamed whether its name came from the runtime socket
 * @param seconds since its state changed
 * @param name of its machine; empty when it has none
 * @param port nothing when the file does not say it
 * @param service the name of the service that it stands for; empty when it stands for none
 */
public record StateLine(
    String address,
    OperationalState state,
    int flags,
    boolean renamed,
    Weights weights,
    long seconds,
    Checked check,
    boolean agentDisabled,
    String name,
    Optional<Integer> port,
    String service,
    Place checkPlace,
    Place agentPlace) {

  /** The weight it had, and the one that its configuration gave it. */
  public record Weights(int user, int initial) {}

  /**
   * What its checks found.
   *
   * @param disabled {@code disable health}
   */
  public record Checked(CheckStatus status, int health, boolean disabled) {}

  /** Where it is asked instead of where it is; an empty address and port 0 are its own. */
  public record Place(String address, int port) {
    public boolean known() {
      return !address.isEmpty() || port != 0;
    }
  }
}
