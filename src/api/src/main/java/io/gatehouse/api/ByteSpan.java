package io.gatehouse.api;

import java.nio.charset.StandardCharsets;

/** A mutable view of bytes, reused to avoid allocation. Not for keeping; not thread-safe. */
public final class ByteSpan {
  private static final byte[] NONE = {};

  private byte[] array = NONE;
  private int offset;
  private int length;

  /** Points this view at {@code length} bytes of {@code array}; nothing is copied. */
  public ByteSpan set(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
    return this;
  }

  public ByteSpan clear() {
    return set(NONE, 0, 0);
  }

  public byte[] array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public byte at(int index) {
    return array[offset + index];
  }

  /** Allocates: the bytes as ISO-8859-1 text, one char a byte. */
  public String text() {
    return new String(array, offset, length, StandardCharsets.ISO_8859_1);
  }
}
