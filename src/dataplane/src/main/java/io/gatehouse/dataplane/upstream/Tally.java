package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.server.RunningServer;

/** What happens to an exchange on its way counts for the server and for its backend. */
final class Tally {
  private Tally() {}

  static void chosen(RunningServer server) {
    server.counters().balanced.increment();
    server.backend().counters().balanced.increment();
  }

  static void session(RunningServer server, long now) {
    server.counters().sessionsTotal.increment();
    server.counters().sessionRate.count(now);
  }

  static void retry(RunningServer server) {
    server.counters().retries.increment();
    server.backend().counters().retries.increment();
  }

  static void redispatch(RunningServer from) {
    from.counters().redispatches.increment();
    from.backend().counters().redispatches.increment();
  }

  static void reuse(RunningServer server) {
    server.counters().reuses.increment();
    server.backend().counters().reuses.increment();
  }

  static void connect(RunningServer server) {
    server.counters().connects.increment();
    server.backend().counters().connects.increment();
  }

  static void connectError(RunningServer server) {
    server.counters().connectErrors.increment();
    server.backend().counters().connectErrors.increment();
  }
}
