package io.gatehouse.model;

import java.util.Optional;

/**
 * How a server's state begins, what else than its own checks changes it, and what a change does to
 * sessions.
 *
 * @param track the server whose state it follows instead of being checked
 * @param rise what state files show as the health of a server without checks
 * @param shutdownSessions {@code on-marked-down shutdown-sessions}
 * @param shutdownBackupSessions {@code on-marked-up shutdown-backup-sessions}
 */
public record ServerHealth(
    Optional<Track> track,
    int rise,
    InitState initState,
    Observe observe,
    boolean shutdownSessions,
    boolean shutdownBackupSessions) {

  public static final ServerHealth DEFAULT =
      new ServerHealth(
          Optional.empty(),
          2,
          InitState.NONE,
          new Observe(Layer.NONE, OnError.FAIL_CHECK, 10),
          false,
          false);

  /** {@code track backend/server}. */
  public record Track(String backend, String server) {}

  /** {@code init-state}. */
  public enum InitState {
    NONE,
    FULLY_UP,
    UP,
    DOWN,
    FULLY_DOWN
  }

  /**
   * What is learned from the traffic.
   *
   * @param errorLimit consecutive errors before {@code onError} is done
   */
  public record Observe(Layer layer, OnError onError, int errorLimit) {}

  /** {@code observe}. */
  public enum Layer {
    NONE,
    LAYER4,
    LAYER7
  }

  /** {@code on-error}. */
  public enum OnError {
    FASTINTER,
    FAIL_CHECK,
    SUDDEN_DEATH,
    MARK_DOWN
  }
}
