package io.gatehouse.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where formats and converters write bytes: a growing array with a ceiling. Past the ceiling bytes
 * are dropped and {@link #overflowed} stays true until the next {@link #clear}. Reused, not
 * thread-safe.
 */
public final class ByteSink {
  private final int ceiling;
  private byte[] array;
  private int length;
  private boolean overflowed;

  /** A sink that never holds more than {@code ceiling} bytes. */
  public ByteSink(int ceiling) {
    this.ceiling = ceiling;
    this.array = new byte[Math.min(256, ceiling)];
  }

  public ByteSink clear() {
    length = 0;
    overflowed = false;
    return this;
  }

  public ByteSink add(byte b) {
    if (room(1) == 1) {
      array[length++] = b;
    }
    return this;
  }

  public ByteSink add(byte[] from, int offset, int count) {
    int taken = room(count);
    System.arraycopy(from, offset, array, length, taken);
    length += taken;
    return this;
  }

  public ByteSink add(byte[] from) {
    return add(from, 0, from.length);
  }

  /** Adds text of which every char is one byte (ISO-8859-1). */
  @SuppressWarnings("deprecation") // the only copy of Latin-1 text that allocates nothing
  public ByteSink add(String text) {
    int taken = room(text.length());
    text.getBytes(0, taken, array, length);
    length += taken;
    return this;
  }

  /** Adds text as UTF-8; allocates. */
  public ByteSink addUtf8(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a number in decimal without allocating. */
  public ByteSink add(long number) {
    if (number == Long.MIN_VALUE) {
      return add("-9223372036854775808");
    }
    long rest = number;
    if (rest < 0) {
      add((byte) '-');
      rest = -rest;
    }
    int digits = 1;
    for (long power = 10; digits < 19 && rest >= power; power *= 10) {
      digits++;
    }
    if (room(digits) == digits) {
      for (int at = length + digits - 1; at >= length; at--) {
        array[at] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      length += digits;
    }
    return this;
  }

  private int room(int wanted) {
    if (wanted > array.length - length) {
      if (length + wanted > ceiling) {
        overflowed = true;
      }
      int capacity = Math.min(ceiling, Math.max(array.length * 2, length + wanted));
      array = Arrays.copyOf(array, capacity);
    }
    return Math.min(wanted, array.length - length);
  }

  /** The bytes so far are {@code array()[0 .. length())}; the array changes as the sink grows. */
  public byte[] array() {
    return array;
  }

  public int length() {
    return length;
  }

  /** Forgets everything after the first {@code newLength} bytes. */
  public void truncate(int newLength) {
    length = Math.min(length, newLength);
  }

  public boolean overflowed() {
    return overflowed;
  }

  /** Allocates: the bytes so far as ISO-8859-1 text. */
  public String text() {
    return new String(array, 0, length, StandardCharsets.ISO_8859_1);
  }
}
