package io.gatehouse.model;

import java.util.Optional;

/**
 * From where servers are contacted ({@code source}).
 *
 * @param address port 0 lets the kernel choose; empty where only the interface or the foreign
 *     address counts
 * @param ports those to connect from, one after the other; empty for the address's own
 * @param foreign {@code usesrc}
 */
public record Source(
    Optional<Endpoint.Inet> address,
    Optional<Ports> ports,
    Optional<String> networkInterface,
    Foreign foreign) {

  /** Both ends belong to it. */
  public record Ports(int first, int last) {}

  /** Whose address is used though it is not ours. */
  public sealed interface Foreign {
    record None() implements Foreign {}

    /** The client's, with its port too or not. */
    record Client(boolean port) implements Foreign {}

    /**
     * That in a request's field; without one there is no connection.
     *
     * @param name in lower case
     * @param occurrence 1 is the first value, -1 the last; 0 is none at all
     */
    record Header(String name, int occurrence) implements Foreign {}

    record Address(Endpoint.Inet address) implements Foreign {}
  }
}
