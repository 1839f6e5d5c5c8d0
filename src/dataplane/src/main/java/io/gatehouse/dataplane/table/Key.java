package io.gatehouse.dataplane.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a key: its own where it is a row's, somebody else's where it is looked up. Ordered,
 * so that keys which were made to collide cost no more than a tree.
 */
class Key implements Comparable<Key> {
  private static final int MIX = 0x9e37_79b9;

  private byte[] bytes = {};
  private int offset;
  private int length;
  private int hash;

  final void view(byte[] array, int from, int count) {
    bytes = array;
    offset = from;
    length = count;
    int sum = count;
    for (int i = from, end = from + count; i < end; i++) {
      sum = 31 * sum + array[i];
    }
    // Neighbouring addresses differ in their last bits only.
    sum *= MIX;
    hash = sum ^ sum >>> 15;
  }

  /** Makes the bytes its own. */
  final void copy(Key other) {
    bytes = Arrays.copyOfRange(other.bytes, other.offset, other.offset + other.length);
    offset = 0;
    length = other.length;
    hash = other.hash;
  }

  final byte[] bytes() {
    return bytes;
  }

  final int offset() {
    return offset;
  }

  final int length() {
    return length;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Key key
        && hash == key.hash
        && Arrays.equals(
            bytes, offset, offset + length, key.bytes, key.offset, key.offset + key.length);
  }

  @Override
  public final int hashCode() {
    return hash;
  }

  @Override
  public final int compareTo(Key other) {
    return Arrays.compareUnsigned(
        bytes, offset, offset + length, other.bytes, other.offset, other.offset + other.length);
  }
}
