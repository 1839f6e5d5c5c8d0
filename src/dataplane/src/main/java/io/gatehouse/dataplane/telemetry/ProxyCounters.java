package io.gatehouse.dataplane.telemetry;

import java.util.concurrent.atomic.LongAdder;

/** Statistics of a frontend or backend, named as the columns of {@code show stat}. Any thread. */
public final class ProxyCounters {
  public final Gauge sessions = new Gauge();
  public final LongAdder sessionsTotal = new LongAdder();
  public final RateMeter sessionRate = new RateMeter();
  public final LongAdder connectionsTotal = new LongAdder();
  public final RateMeter connectionRate = new RateMeter();
  public final LongAdder requestsTotal = new LongAdder();
  public final RateMeter requestRate = new RateMeter();
  public final LongAdder bytesIn = new LongAdder();
  public final LongAdder bytesOut = new LongAdder();
  public final LongAdder deniedRequests = new LongAdder();
  public final LongAdder deniedResponses = new LongAdder();
  public final LongAdder deniedConnections = new LongAdder();
  public final LongAdder deniedSessions = new LongAdder();
  public final LongAdder requestErrors = new LongAdder();
  public final LongAdder connectErrors = new LongAdder();
  public final LongAdder responseErrors = new LongAdder();
  public final LongAdder retries = new LongAdder();
  public final LongAdder redispatches = new LongAdder();
  public final LongAdder clientAborts = new LongAdder();
  public final LongAdder serverAborts = new LongAdder();
  public final LongAdder intercepted = new LongAdder();
  public final LongAdder connects = new LongAdder();
  public final LongAdder reuses = new LongAdder();
  public final LongAdder balanced = new LongAdder();
  public final Responses responses = new Responses();
  public final ExchangeTimes times = new ExchangeTimes();

  /** {@code clear counters}: the highest values begin anew. */
  public void clearHighest() {
    sessions.clearHighest();
    sessionRate.clearHighest();
    connectionRate.clearHighest();
    requestRate.clearHighest();
    times.clearLongest();
  }

  /** {@code clear counters all}: everything begins anew but what is there now. */
  public void clear() {
    clearHighest();
    times.clear();
    responses.clear();
    for (LongAdder total : totals()) {
      total.reset();
    }
  }

  private LongAdder[] totals() {
    return new LongAdder[] {
      sessionsTotal,
      connectionsTotal,
      requestsTotal,
      bytesIn,
      bytesOut,
      deniedRequests,
      deniedResponses,
      deniedConnections,
      deniedSessions,
      requestErrors,
      connectErrors,
      responseErrors,
      retries,
      redispatches,
      clientAborts,
      serverAborts,
      intercepted,
      connects,
      reuses,
      balanced
    };
  }

  /** Responses by the first digit of their status; index 0 holds the others. */
  public static final class Responses {
    private final LongAdder[] classes = new LongAdder[6];

    Responses() {
      for (int i = 0; i < classes.length; i++) {
        classes[i] = new LongAdder();
      }
    }

    public void count(int status) {
      int digit = status / 100;
      classes[digit >= 1 && digit <= 5 ? digit : 0].increment();
    }

    void clear() {
      for (LongAdder one : classes) {
        one.reset();
      }
    }

    /** Responses whose status begins with this digit; 0 for the others. */
    public long of(int digit) {
      return classes[digit].sum();
    }
  }
}
