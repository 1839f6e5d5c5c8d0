package io.gatehouse.dataplane.telemetry;

import io.gatehouse.api.ByteSink;
import io.gatehouse.dataplane.telemetry.syslog.LogRoute;
import io.gatehouse.dataplane.telemetry.syslog.LogWriter;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@code log} lines of one proxy, or of the process. Sending leaves a copy of the line and
 * returns at once; any thread.
 */
public final class ProxyLog {
  /** For a proxy without a {@code log} line. */
  static final ProxyLog SILENT = new ProxyLog(null, null, () -> 0);

  public static final int EMERG = 0;
  public static final int ALERT = 1;
  public static final int CRIT = 2;
  public static final int ERR = 3;
  public static final int WARNING = 4;
  public static final int NOTICE = 5;
  public static final int INFO = 6;
  public static final int DEBUG = 7;

  private final @Nullable LogWriter writer;
  private final @Nullable LogRoute route;
  private final LongSupplier wallClock;

  ProxyLog(@Nullable LogWriter writer, @Nullable LogRoute route, LongSupplier wallClock) {
    this.writer = writer;
    this.route = route;
    this.wallClock = wallClock;
  }

  /** Whether no target would take a line, so that none need be written. */
  public boolean silent() {
    return route == null;
  }

  /**
   * Sends a message to all targets whose level admits it, such as those about servers' states.
   *
   * @param level syslog severity, 0 (emerg) to 7 (debug)
   */
  public void send(int level, String text) {
    if (route != null) {
      send(level, new ByteSink(LogWriter.LINE_CEILING).addUtf8(text), 0);
    }
  }

  /**
   * Sends a copy of a line.
   *
   * @param structured how many of its first bytes are RFC 5424's structured data, which other
   *     formats leave out
   */
  public void send(int level, ByteSink line, int structured) {
    if (writer != null && route != null) {
      writer.submit(route, level, wallClock.getAsLong(), line, structured);
    }
  }
}
