package io.gatehouse.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What the kernel is told of a bind line's sockets.
 *
 * @param networkInterface {@code interface}: only what arrives there
 * @param maxSegment {@code mss}: largest segment, negative where it is taken off what the kernel
 *     chose; 0 leaves it alone
 * @param userTimeout {@code tcp-ut}: how long sent data may stay unacknowledged; zero is the
 *     kernel's own bound
 */
public record BindSocket(Optional<String> networkInterface, int maxSegment, Duration userTimeout) {

  public static final BindSocket STANDARD = new BindSocket(Optional.empty(), 0, Duration.ZERO);
}
