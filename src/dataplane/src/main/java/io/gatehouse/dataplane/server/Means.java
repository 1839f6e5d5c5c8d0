package io.gatehouse.dataplane.server;

import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.statefile.PastStates;
import java.util.function.LongSupplier;

/**
 * What every backend is made with.
 *
 * @param wallClock milliseconds since the epoch
 * @param past what is known of servers from before the process started
 */
public record Means(
    ControlThread control, LongSupplier random, LongSupplier wallClock, PastStates past) {

  /** The same with what files tell of servers. */
  public Means with(PastStates states) {
    return new Means(control, random, wallClock, states);
  }
}
