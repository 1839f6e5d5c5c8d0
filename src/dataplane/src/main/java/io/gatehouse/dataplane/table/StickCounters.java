package io.gatehouse.dataplane.table;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Datum;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows that one client's connection tracks ({@code track-sc0} …): those of its session, and
 * those of the exchange on it. A counter of the session is the exchange's as well. Confined to the
 * connection's event loop.
 */
public final class StickCounters {
  /** What HAProxy has unless it is told otherwise; there are more as soon as one is tracked. */
  private static final int USUAL = 3;

  private final Session session;
  private @Nullable Entry[] exchange = new Entry[USUAL];
  private boolean[] ofBackend = new boolean[USUAL];

  /** What siblings share. */
  private static final class Session {
    private @Nullable Entry[] rows = new Entry[USUAL];
  }

  public StickCounters() {
    this(new Session());
  }

  private StickCounters(Session session) {
    this.session = session;
  }

  /** Those of an exchange beside others of the same session, which alone ends it. */
  public StickCounters sibling() {
    return new StickCounters(session);
  }

  /** The row that this counter tracks; null when there is none. */
  public @Nullable Entry row(int counter) {
    if (counter < 0) {
      return null;
    }
    Entry own = counter < exchange.length ? exchange[counter] : null;
    return own == null && counter < session.rows.length ? session.rows[counter] : own;
  }

  /** Begins to track for as long as the connection is there; null when nothing begins. */
  public @Nullable Entry trackSession(int counter, RunningTable table, Sample key) {
    if (row(counter) != null) {
      return null;
    }
    if (counter >= session.rows.length) {
      session.rows = Arrays.copyOf(session.rows, counter + 1);
    }
    Entry row = begin(table, key);
    session.rows[counter] = row;
    return row;
  }

  /** Begins to track for as long as the exchange goes on; null when nothing begins. */
  public @Nullable Entry trackExchange(int counter, RunningTable table, Sample key) {
    if (row(counter) != null) {
      return null;
    }
    if (counter >= exchange.length) {
      exchange = Arrays.copyOf(exchange, counter + 1);
      ofBackend = Arrays.copyOf(ofBackend, counter + 1);
    }
    Entry row = begin(table, key);
    exchange[counter] = row;
    return row;
  }

  /** It began behind the choice of a backend, before the backend's request counts. */
  public void ofBackend(int counter) {
    ofBackend[counter] = true;
  }

  private static @Nullable Entry begin(RunningTable table, Sample key) {
    Entry row = table.hold(key);
    if (row != null) {
      row.add(Datum.CONN_CUR, 0, 1);
      row.add(Datum.CONN_CNT, 0, 1);
      row.add(Datum.CONN_RATE, 0, 1);
      row.touch();
    }
    return row;
  }

  /** Counts in every row that is tracked. */
  public void count(Datum number, Datum rate, long amount) {
    int counters = Math.max(session.rows.length, exchange.length);
    for (int i = 0; i < counters; i++) {
      count(row(i), number, rate, amount);
    }
  }

  /** Counts in the rows of the session: there is no exchange. */
  public void countSession(Datum number, Datum rate) {
    for (Entry row : session.rows) {
      count(row, number, rate, 1);
    }
  }

  /** Counts the request in the rows that are tracked since the backend was chosen. */
  public void countBackendRequest() {
    for (int i = 0; i < ofBackend.length; i++) {
      if (ofBackend[i]) {
        ofBackend[i] = false;
        count(exchange[i], Datum.HTTP_REQ_CNT, Datum.HTTP_REQ_RATE, 1);
      }
    }
  }

  /** Counts in one row. */
  public static void count(@Nullable Entry row, Datum number, Datum rate, long amount) {
    if (row == null) {
      return;
    }
    boolean counted = row.add(number, 0, amount) != Entry.ABSENT;
    counted |= row.add(rate, 0, amount) != Entry.ABSENT;
    if (counted) {
      row.touch();
    }
  }

  /** The exchange is over. */
  public void endExchange() {
    end(exchange);
    Arrays.fill(ofBackend, false);
  }

  /** The connection is gone. */
  public void endSession() {
    end(exchange);
    end(session.rows);
  }

  private static void end(@Nullable Entry[] rows) {
    for (int i = 0; i < rows.length; i++) {
      Entry row = rows[i];
      rows[i] = null;
      if (row != null) {
        if (row.lower(Datum.CONN_CUR)) {
          row.touch();
        }
        row.table().release(row);
      }
    }
  }
}
