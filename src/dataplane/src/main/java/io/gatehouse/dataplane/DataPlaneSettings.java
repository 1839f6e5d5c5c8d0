package io.gatehouse.dataplane;

import io.gatehouse.dataplane.telemetry.AccessLog;
import java.util.function.LongSupplier;

/**
 * What the process decides for its data plane.
 *
 * @param transport {@code auto}, {@code io_uring}, {@code epoll} or {@code nio}
 * @param threads event loops; 0 is one for each processor
 * @param wallClock milliseconds since the epoch
 * @param random safe on every thread
 */
public record DataPlaneSettings(
    String transport, int threads, LongSupplier wallClock, LongSupplier random, AccessLog log) {
  /** The system's clock and randomness, and no log. */
  public static DataPlaneSettings of(String transport, int threads) {
    return new DataPlaneSettings(
        transport,
        threads,
        System::currentTimeMillis,
        () -> java.util.concurrent.ThreadLocalRandom.current().nextLong(),
        AccessLog.NONE);
  }
}
