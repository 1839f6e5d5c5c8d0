package io.gatehouse.model;

import java.util.List;
import java.util.Optional;

/**
 * What is kept of messages for logs and later rules ({@code capture …}, {@code declare capture}).
 * Slots are numbered in the order of their declaration.
 */
public record CaptureSettings(List<Slot> request, List<Slot> response, Optional<Cookie> cookie) {
  public static final CaptureSettings NONE =
      new CaptureSettings(List.of(), List.of(), Optional.empty());

  public CaptureSettings {
    request = List.copyOf(request);
    response = List.copyOf(response);
  }

  /**
   * One slot.
   *
   * @param header the field whose last occurrence it takes; empty for one that rules fill
   * @param length what is longer is cut
   */
  public record Slot(Optional<String> header, int length) {}

  /** {@code capture cookie}: the first cookie whose name begins so, with its value. */
  public record Cookie(String prefix, int length) {}
}
