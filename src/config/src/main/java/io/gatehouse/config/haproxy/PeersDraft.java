package io.gatehouse.config.haproxy;

import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Span;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.StickTable;
import java.util.List;
import java.util.Optional;

/**
 * A {@code peers} section as far as it was understood.
 *
 * @param header the line that opened it
 * @param localName what this node is called
 * @param local whether one of its peers is this node
 * @param bind where this node listens
 * @param peers the other nodes
 */
public record PeersDraft(
    String name,
    Line header,
    boolean enabled,
    String localName,
    boolean local,
    Optional<BindDraft> bind,
    List<Other> peers,
    List<StickTable> tables) {

  /** Another node, and where it was named. */
  public record Other(String name, Endpoint endpoint, Span at) {}

  /** Whether its nodes share anything. */
  public boolean works() {
    return enabled && local;
  }
}
