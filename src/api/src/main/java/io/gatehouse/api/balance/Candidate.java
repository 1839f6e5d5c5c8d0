package io.gatehouse.api.balance;

import java.net.SocketAddress;

/**
 * A server as an algorithm sees it. Identity is stable across selectors; counters are momentary.
 */
public interface Candidate {

  String name();

  /** The server's id ({@code id} keyword or position from 1); the key of consistent hashing. */
  int id();

  /**
   * The key of this server in consistent hashing, as {@code hash-key} asks: its id, or a hash of
   * its address or address and port.
   */
  int hashKey();

  SocketAddress address();

  /** Effective weight in HAProxy's internal scale: the configured weight times 16, ramped. */
  int weight();

  /** Configured (or runtime) weight, 0 to 256, without slow start. */
  int userWeight();

  /** Exchanges being served. */
  int served();

  /** Exchanges waiting in this server's own queue. */
  int queued();

  /** Exchanges started so far. */
  long total();
}
