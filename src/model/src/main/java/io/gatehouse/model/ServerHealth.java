package io.gatehouse.model;

import java.util.List;
import java.util.Optional;

/**
 * How a server's state begins, what else than its own checks changes it, and what a change does to
 * sessions.
 *
 * @param track the server whose state it follows instead of being checked
 * @param rise what state files show as the health of a server without checks
 * @param shutdownSessions {@code on-marked-down shutdown-sessions}
 * @param shutdownBackupSessions {@code on-marked-up shutdown-backup-sessions}
 * @param firstAddress {@code init-addr}; the server cannot be used when none of them helps
 * @param agent who tells of it beside its own check
 */
public record ServerHealth(
    Optional<Track> track,
    int rise,
    InitState initState,
    Observe observe,
    boolean shutdownSessions,
    boolean shutdownBackupSessions,
    List<FirstAddress> firstAddress,
    Optional<AgentCheck> agent) {

  public static final ServerHealth DEFAULT =
      new ServerHealth(
          Optional.empty(),
          2,
          InitState.NONE,
          new Observe(Layer.NONE, OnError.FAIL_CHECK, 10),
          false,
          false,
          List.of(new FirstAddress.Last(), new FirstAddress.Resolved(), new FirstAddress.Nothing()),
          Optional.empty());

  public ServerHealth {
    firstAddress = List.copyOf(firstAddress);
  }

  /** Whether the system's resolver may say where it is. */
  public boolean asksSystem() {
    return firstAddress.contains(new FirstAddress.Resolved());
  }

  /** {@code init-addr}: what is tried in turn when a server is given by a name. */
  public sealed interface FirstAddress {
    /** What the state file says. */
    record Last() implements FirstAddress {}

    /** What the system's resolver says. */
    record Resolved() implements FirstAddress {}

    record Literal(String host) implements FirstAddress {}

    /** No address: the server begins in maintenance. */
    record Nothing() implements FirstAddress {}
  }

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
