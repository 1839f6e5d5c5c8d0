package io.gatehouse.model;

import java.time.Duration;

/**
 * Whether the kernel probes idle connections, and how often.
 *
 * @param count probes without answer that end it; 0 is the kernel's own number, as zero is of the
 *     durations
 * @param idle before the first probe
 * @param interval between probes
 */
public record KeepAlive(boolean on, int count, Duration idle, Duration interval) {

  public static final KeepAlive OFF = new KeepAlive(false, 0, Duration.ZERO, Duration.ZERO);
}
