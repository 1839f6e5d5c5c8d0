package io.gatehouse.dataplane.table;

import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a key: its own where it is a row's, somebody else's where it is looked up. Hashed
 * from a beginning that differs in each process, so that clients cannot choose keys that collide;
 * ordered for dumps.
 */
class Key implements Comparable<Key> {
  private static final int FNV_PRIME = 0x0100_0193;
  private static final int BEGINNING = new SecureRandom().nextInt();

  private byte[] bytes = {};
  private int offset;
  private int length;
  private int hash;

  final void view(byte[] array, int from, int count) {
    bytes = array;
    offset = from;
    length = count;
    int sum = BEGINNING;
    for (int i = from, end = from + count; i < end; i++) {
      sum = (sum ^ array[i] & 0xff) * FNV_PRIME;
    }
    // Neighbouring addresses differ in their last bits only.
    sum = (sum ^ sum >>> 16) * 0x85eb_ca6b;
    hash = sum ^ sum >>> 13;
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
