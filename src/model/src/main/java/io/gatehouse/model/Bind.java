package io.gatehouse.model;

/**
 * One listening address (manual section 5.1).
 *
 * @param id socket id in statistics
 * @param name {@code name} keyword; empty when unnamed
 * @param maxconn connections over this bind; 0 is no bound of its own
 * @param protocol what clients speak, in mode http ({@code proto})
 * @param threads event loops that may accept, as a bit mask; 0 is all
 */
public record Bind(
    Endpoint endpoint,
    int id,
    String name,
    int maxconn,
    int backlog,
    BindFlags flags,
    UnixOwner owner,
    BindSocket socket,
    Protocol protocol,
    long threads) {

  /** {@code proto}. */
  public enum Protocol {
    /** HTTP/1, or HTTP/2 when the connection begins with its preface. */
    EITHER,
    H1,
    H2
  }
}
