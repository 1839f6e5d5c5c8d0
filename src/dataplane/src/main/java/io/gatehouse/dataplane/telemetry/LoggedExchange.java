package io.gatehouse.dataplane.telemetry;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Sample;

/** An exchange as its frontend's log sees it. On the exchange's event loop. */
public interface LoggedExchange extends Exchange {
  /** No rule chose a level. */
  int UNSET = -2;

  /** {@code set-log-level silent}. */
  int SILENT = -1;

  /** A syslog severity, {@link #UNSET} or {@link #SILENT}. */
  int logLevel();

  /** Whether the client sent anything. */
  boolean spoken();

  /** Whether it ended before its request's head was whole, so that no rule saw it. */
  boolean unread();

  /** Where a line is written before it is sent; contents change with the next line of the loop. */
  ByteSink logLine();

  /** A scratch sample for evaluating expressions. */
  Sample scratch();
}
