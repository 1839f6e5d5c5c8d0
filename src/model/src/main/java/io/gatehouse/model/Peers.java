package io.gatehouse.model;

import java.util.List;
import java.util.Optional;

/**
 * A {@code peers} section (manual section 3.5): nodes that share stick tables. Sections without a
 * peer that is this node, and disabled ones, are not among those of a model.
 *
 * @param localName what this node is called by the others
 * @param bind where this node listens for the others; empty where it only connects to them
 * @param peers the other nodes in the order of the file
 */
public record Peers(String name, String localName, Optional<Bind> bind, List<Peer> peers) {

  public Peers {
    peers = List.copyOf(peers);
  }

  /** Another node. */
  public record Peer(String name, Endpoint endpoint) {}
}
