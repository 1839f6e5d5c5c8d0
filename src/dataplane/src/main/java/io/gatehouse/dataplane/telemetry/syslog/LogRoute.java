package io.gatehouse.dataplane.telemetry.syslog;

import io.gatehouse.model.LogOrigin;
import io.gatehouse.model.LogTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the lines of one proxy go: its targets, opened, and the tag they carry. Made by {@link
 * LogWriter#route}; immutable but for each target's place in its sampling round, which only the
 * writer's thread touches.
 */
public final class LogRoute {
  final List<Output> outputs = new ArrayList<>();

  LogRoute() {}

  /** One target of this route. */
  static final class Output {
    final LogTarget target;
    final LogHeader header;
    final LogDestination destination;
    private int turn;

    Output(LogTarget target, LogOrigin origin, LogDestination destination) {
      this.target = target;
      this.header = new LogHeader(target, origin);
      this.destination = destination;
    }

    /** Whether the level passes this target's filter and it is its turn in the sampling round. */
    boolean takes(int level) {
      if (level > target.maxLevel()) {
        return false;
      }
      if (target.sample().isEmpty()) {
        return true;
      }
      LogTarget.Sampling sampling = target.sample().get();
      int now = turn;
      turn = (turn + 1) % sampling.size();
      return sampling.taken().get(now);
    }

    /** A level more severe than the target's minimum is lowered to it. */
    int capped(int level) {
      return Math.max(level, target.minLevel());
    }
  }
}
