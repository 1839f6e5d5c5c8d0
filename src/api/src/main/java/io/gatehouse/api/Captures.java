package io.gatehouse.api;

import io.gatehouse.api.rule.Sample;

/**
 * What was kept of an exchange for logs and later rules ({@code capture …}, {@code declare
 * capture}, manual section 8.8). Slots are numbered from 0 in the order of their declaration.
 */
public interface Captures {

  /** Number of request slots the frontend declares. */
  int requestSlots();

  int responseSlots();

  /** Sets {@code out} to the slot's content; false when nothing was captured. */
  boolean request(int slot, Sample out);

  boolean response(int slot, Sample out);

  /** Copies into a request slot, cut to its declared length. */
  void captureRequest(int slot, byte[] from, int offset, int length);

  void captureResponse(int slot, byte[] from, int offset, int length);

  /** The request line as received, before any rule changed it; false when there is none. */
  boolean requestLine(Sample out);

  /** The request cookie that {@code capture cookie} names, as {@code name=value}. */
  boolean requestCookie(Sample out);

  boolean responseCookie(Sample out);
}
