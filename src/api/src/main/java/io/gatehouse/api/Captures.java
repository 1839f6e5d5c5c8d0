package io.gatehouse.api;

/**
 * What was kept of an exchange for logs and later rules ({@code capture …}, {@code declare
 * capture}, manual section 8.8). Slots are numbered from 0 in the order of their declaration.
 */
public interface Captures {

  /** Number of request slots the frontend declares. */
  int requestSlots();

  int responseSlots();

  /** Points {@code out} at the slot's content; false when nothing was captured. */
  boolean request(int slot, ByteSpan out);

  boolean response(int slot, ByteSpan out);

  /** Copies into a request slot, cut to its declared length. */
  void captureRequest(int slot, byte[] from, int offset, int length);

  void captureResponse(int slot, byte[] from, int offset, int length);

  /** The request line as received, before any rule changed it; false when there is none. */
  boolean requestLine(ByteSpan out);

  /** The request cookie that {@code capture cookie} names, as {@code name=value}. */
  boolean requestCookie(ByteSpan out);

  boolean responseCookie(ByteSpan out);
}
