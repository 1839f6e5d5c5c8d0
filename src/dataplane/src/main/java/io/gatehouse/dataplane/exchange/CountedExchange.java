package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.Row;
import io.gatehouse.api.table.Table;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.table.Entry;
import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.dataplane.table.StickCounters;
import org.jspecify.annotations.Nullable;

/**
 * What stick tables count of an exchange and of its session. Costs nothing until a rule tracks.
 * Confined to the client's event loop.
 */
abstract class CountedExchange extends ClientExchange {
  private @Nullable StickCounters counters;

  CountedExchange(ClientLink client) {
    super(client);
  }

  /** The other one's connection carries this exchange too. */
  protected final void shareCounters(CountedExchange session) {
    StickCounters all = session.counters;
    counters = all == null ? null : all.sibling();
  }

  @Override
  public final @Nullable Row tracked(int counter) {
    StickCounters all = counters;
    return all == null ? null : all.row(counter);
  }

  @Override
  public final void track(int counter, Table table, Sample key) {
    if (!(table instanceof RunningTable running)) {
      throw new IllegalArgumentException("only running tables are tracked");
    }
    StickCounters all = counters;
    if (all == null) {
      all = new StickCounters();
      counters = all;
    }
    switch (phase()) {
      case TCP_CONNECTION, TCP_SESSION -> {
        var _ = all.trackSession(counter, running, key);
      }
      case TCP_REQUEST_CONTENT -> {
        if (all.trackExchange(counter, running, key) != null && !backend().isEmpty()) {
          all.ofBackend(counter);
        }
      }
      default -> begun(all.trackExchange(counter, running, key));
    }
  }

  /** What this rule set comes too late for is counted all the same, as in HAProxy. */
  private void begun(@Nullable Entry row) {
    StickCounters.count(row, Datum.HTTP_REQ_CNT, Datum.HTTP_REQ_RATE, 1);
    if (phase() != Phase.HTTP_REQUEST) {
      int status = measures().serverStatus();
      if (status >= 400 && status < 500) {
        StickCounters.count(row, Datum.HTTP_ERR_CNT, Datum.HTTP_ERR_RATE, 1);
      } else if (failed(status)) {
        StickCounters.count(row, Datum.HTTP_FAIL_CNT, Datum.HTTP_FAIL_RATE, 1);
      }
    }
  }

  /** 501 and 505 are the client's fault. */
  private static boolean failed(int status) {
    return status >= 500 && status < 600 && status != 501 && status != 505;
  }

  /** The client's connection did what it must not. */
  public final void countGlitch() {
    StickCounters all = counters;
    if (all != null) {
      all.countSession(Datum.GLITCH_CNT, Datum.GLITCH_RATE);
    }
  }

  /** The rules about sessions let it in. */
  protected final void countSession() {
    StickCounters all = counters;
    if (all != null) {
      all.countSession(Datum.SESS_CNT, Datum.SESS_RATE);
    }
  }

  protected final void countRequest() {
    StickCounters all = counters;
    if (all != null) {
      all.count(Datum.HTTP_REQ_CNT, Datum.HTTP_REQ_RATE, 1);
    }
  }

  /** The request has come to its backend's rules. */
  protected final void countBackendRequest() {
    StickCounters all = counters;
    if (all != null) {
      all.countBackendRequest();
    }
  }

  /**
   * A request that never became one.
   *
   * @param bad whether the client sent nonsense
   */
  protected final void countNoRequest(boolean bad) {
    StickCounters all = counters;
    if (all != null) {
      all.countSession(Datum.HTTP_REQ_CNT, Datum.HTTP_REQ_RATE);
      if (bad) {
        all.countSession(Datum.HTTP_ERR_CNT, Datum.HTTP_ERR_RATE);
      }
    }
  }

  @Override
  public final void challenge(Reply given) {
    countError();
    reply(given);
  }

  /** The client is to blame. */
  protected final void countError() {
    StickCounters all = counters;
    if (all != null) {
      all.count(Datum.HTTP_ERR_CNT, Datum.HTTP_ERR_RATE, 1);
    }
  }

  /** The server is to blame. */
  protected final void countFailure() {
    StickCounters all = counters;
    if (all != null) {
      all.count(Datum.HTTP_FAIL_CNT, Datum.HTTP_FAIL_RATE, 1);
    }
  }

  /** The server has answered with this status. */
  protected final void countStatus(int status) {
    if (status >= 400 && status < 500) {
      countError();
    } else if (failed(status)) {
      countFailure();
    }
  }

  /** The exchange is over but for its log line. */
  protected final void countBytes() {
    StickCounters all = counters;
    if (all != null && measures().bytesFromClient() > 0) {
      all.count(Datum.BYTES_IN_CNT, Datum.BYTES_IN_RATE, measures().bytesFromClient());
    }
    if (all != null && measures().bytesToClient() > 0) {
      all.count(Datum.BYTES_OUT_CNT, Datum.BYTES_OUT_RATE, measures().bytesToClient());
    }
  }

  /** Nothing of the exchange is counted any more. */
  protected final void endCounting() {
    StickCounters all = counters;
    if (all != null) {
      all.endExchange();
    }
  }

  @Override
  public final void left() {
    StickCounters all = counters;
    if (all != null) {
      all.endSession();
    }
  }
}
