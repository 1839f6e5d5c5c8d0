package io.gatehouse.model;

import java.time.Duration;
import java.util.List;

/**
 * Process-wide settings (manual section 3).
 *
 * @param maxconn concurrent connections of the process; 0 lets the descriptor limit decide
 * @param threads event loops; 0 is one per processor
 * @param hardStopAfter after this a graceful stop becomes a hard one; zero is never
 * @param logs targets of {@code log global} and of messages about servers
 */
public record Global(
    int maxconn,
    int threads,
    ProcessSettings process,
    Tune tune,
    LogOrigin logOrigin,
    List<LogTarget> logs,
    List<StatsSocket> statsSockets,
    StatsSettings stats,
    Duration hardStopAfter,
    CheckSpread spreadChecks,
    StateFiles states,
    List<ProcessVariable> variables) {

  public Global {
    logs = List.copyOf(logs);
    variables = List.copyOf(variables);
    statsSockets = List.copyOf(statsSockets);
  }

  /** The same with another limit of connections. */
  public Global withMaxconn(int connections) {
    return new Global(
        connections,
        threads,
        process,
        tune,
        logOrigin,
        logs,
        statsSockets,
        stats,
        hardStopAfter,
        spreadChecks,
        states,
        variables);
  }
}
