package io.gatehouse.dataplane.route;

import java.nio.charset.StandardCharsets;

/** Bytes seen as ISO-8859-1 text without copying them. Reused; not thread-safe. */
final class ByteText implements CharSequence {
  private byte[] bytes = {};
  private int offset;
  private int length;

  void set(byte[] array, int from, int count) {
    bytes = array;
    offset = from;
    length = count;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return (char) (bytes[offset + index] & 0xff);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(bytes, offset + start, end - start, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }
}
