package io.gatehouse.model;

/**
 * HTTP/2 of the process with clients ({@code fe.}) or with servers ({@code be.}; manual section
 * 3.2, {@code tune.h2.*}).
 *
 * @param headerTable {@code header-table-size}: bytes of the table that compresses fields
 * @param initialWindow {@code initial-window-size}: bytes the other side may send of one message
 *     ahead
 * @param concurrentStreams {@code max-concurrent-streams}: requests a connection may carry at once
 * @param totalStreams {@code fe.max-total-streams}: requests of one connection; 0 is no bound
 * @param maxFrame {@code max-frame-size}: bytes of the largest frame that is taken
 * @param glitches {@code glitches-threshold}: faults that end a connection; 0 is no bound
 */
public record Http2Settings(
    int headerTable,
    int initialWindow,
    int concurrentStreams,
    int totalStreams,
    int maxFrame,
    int glitches) {

  /** The manual's defaults. */
  public static final Http2Settings DEFAULT = new Http2Settings(4_096, 65_535, 100, 0, 16_384, 0);
}
