package io.gatehouse.gateway.runtime.command;

import io.gatehouse.model.StatsSocket.Level;
import java.time.Duration;

/** What one connection may do and how it is answered. Its own thread only. */
public final class Connection {
  private Level level;
  private Mode mode = Mode.SINGLE;
  private Severity.Output severity = Severity.Output.NONE;
  private Duration timeout;
  private boolean ended;
  private boolean experimental;

  /** Whether it stays open behind an answer. */
  public enum Mode {
    /** Closed behind the answer. */
    SINGLE,
    /** Stays open, without a prompt. */
    INTERACTIVE,
    /** Stays open, {@code > } follows every answer. */
    PROMPT
  }

  public Connection(Level level, Duration timeout) {
    this.level = level;
    this.timeout = timeout;
  }

  Level level() {
    return level;
  }

  boolean may(Level needed) {
    return level.compareTo(needed) >= 0;
  }

  /** Rights can be given away, never won. */
  void lower(Level to) {
    if (to.compareTo(level) < 0) {
      level = to;
    }
  }

  public Mode mode() {
    return mode;
  }

  void mode(Mode next) {
    mode = next;
  }

  Severity.Output severity() {
    return severity;
  }

  void severity(Severity.Output next) {
    severity = next;
  }

  /** How long the next line is waited for. */
  public Duration timeout() {
    return timeout;
  }

  void timeout(Duration next) {
    timeout = next;
  }

  /** Whether commands may be said that HAProxy calls experimental. */
  boolean experimental() {
    return experimental;
  }

  void experimental(boolean on) {
    experimental = on;
  }

  /** Whether {@code quit} was said. */
  public boolean ended() {
    return ended;
  }

  void end() {
    ended = true;
  }
}
