package io.gatehouse.api.balance;

import java.net.SocketAddress;

/**
 * A server as an algorithm sees it. Identity is stable across selectors; counters are momentary.
 */
public interface Candidate {

  String name();

  /** The server's id: the {@code id} keyword or its position from 1. */
  int id();

  /**
   * The key of this server in consistent hashing, as {@code hash-key} asks; made by {@link
   * HashKeys}.
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

  /** Exchanges started in the last second. */
  default int rate() {
    return 0;
  }

  /** Momentary limit of {@link #served}; 0 is no limit. */
  default int maxconn() {
    return 0;
  }

  /** Limit of {@link #queued}; 0 is no limit. */
  default int maxqueue() {
    return 0;
  }
}
