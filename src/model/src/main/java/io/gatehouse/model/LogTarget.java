package io.gatehouse.model;

import java.util.Optional;

/**
 * One {@code log} line (manual section 4.2).
 *
 * @param length longest line in bytes
 * @param facility syslog facility, 0 to 23
 * @param maxLevel least important level sent, 0 (emerg) to 7 (debug)
 * @param minLevel level to which more important ones are lowered
 * @param sample which of every so many messages this target takes
 */
public record LogTarget(
    Address address,
    int length,
    Format format,
    int facility,
    int maxLevel,
    int minLevel,
    Optional<Sampling> sample) {

  /** Where lines go. */
  public sealed interface Address {

    record Udp(Endpoint endpoint) implements Address {}

    record UnixDatagram(String path) implements Address {}

    /** {@code stdout}, {@code stderr} or {@code fd@N}. */
    record Descriptor(int number) implements Address {}

    /** {@code ring@NAME}. */
    record Ring(String name) implements Address {}
  }

  /** Header of a line. */
  public enum Format {
    LOCAL,
    RFC3164,
    RFC5424,
    PRIORITY,
    SHORT,
    TIMED,
    ISO,
    RAW
  }

  /**
   * {@code sample RANGES:SIZE}: bit i of {@code taken} says whether message i of each round goes.
   */
  public record Sampling(java.util.BitSet taken, int size) {}
}
