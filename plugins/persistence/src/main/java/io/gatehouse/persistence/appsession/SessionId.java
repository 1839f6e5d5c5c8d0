package io.gatehouse.persistence.appsession;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a session id. A visit refills its own one; the table holds copies of their own. */
final class SessionId {
  private byte[] bytes;
  private int length;
  private int hash;

  SessionId(int capacity) {
    bytes = new byte[Math.min(capacity, 64)];
  }

  private SessionId(SessionId other) {
    bytes = Arrays.copyOf(other.bytes, other.length);
    length = other.length;
    hash = other.hash;
  }

  void set(byte[] from, int offset, int count) {
    if (bytes.length < count) {
      bytes = new byte[count];
    }
    System.arraycopy(from, offset, bytes, 0, count);
    length = count;
    hash = 0;
    for (int i = 0; i < count; i++) {
      hash = 31 * hash + bytes[i];
    }
  }

  SessionId copy() {
    return new SessionId(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionId id
        && hash == id.hash
        && Arrays.equals(bytes, 0, length, id.bytes, 0, id.length);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
