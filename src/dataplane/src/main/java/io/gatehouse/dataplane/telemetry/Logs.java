package io.gatehouse.dataplane.telemetry;

import io.gatehouse.dataplane.telemetry.syslog.LogRoute;
import io.gatehouse.dataplane.telemetry.syslog.LogWriter;
import io.gatehouse.model.LogOrigin;
import io.gatehouse.model.LogTarget;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All logs of a data plane and the one thread that writes them, which is started with the first
 * target. Control thread only.
 */
public final class Logs implements Closeable {
  private final LongSupplier wallClock;
  private @Nullable LogWriter writer;

  /**
   * @param wallClock milliseconds since the epoch
   */
  public Logs(LongSupplier wallClock) {
    this.wallClock = wallClock;
  }

  /**
   * Opens the targets of one proxy.
   *
   * @throws IllegalStateException when a target cannot be opened
   */
  public ProxyLog open(List<LogTarget> targets, LogOrigin origin) {
    if (targets.isEmpty()) {
      return ProxyLog.SILENT;
    }
    LogWriter used = writer;
    if (used == null) {
      used = new LogWriter();
      writer = used;
    }
    try {
      LogRoute route = used.route(targets, origin);
      return new ProxyLog(used, route, wallClock);
    } catch (IOException refused) {
      throw new IllegalStateException("log: " + refused.getMessage(), refused);
    }
  }

  /** Closes the targets that none of these has. Like {@link #open}, one call at a time. */
  public void retain(Set<LogTarget.Address> used) {
    LogWriter known = writer;
    if (known != null) {
      known.retain(used);
    }
  }

  /** Lines that found the ring full and were dropped. */
  public long dropped() {
    LogWriter used = writer;
    return used == null ? 0 : used.dropped();
  }

  /** Lines that a target did not take. */
  public long failed() {
    LogWriter used = writer;
    return used == null ? 0 : used.failed();
  }

  /** Sends what is left, then closes the targets. */
  @Override
  public void close() throws IOException {
    LogWriter used = writer;
    if (used != null) {
      used.close();
    }
  }
}
