package io.gatehouse.dataplane.server;

import io.gatehouse.dataplane.control.ControlThread;
import java.util.function.LongSupplier;

/**
 * What every backend is made with.
 *
 * @param wallClock milliseconds since the epoch
 */
public record Means(ControlThread control, LongSupplier random, LongSupplier wallClock) {}
