package io.gatehouse.dataplane.table;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.StickTable;
import java.util.Arrays;

/** A key that is looked up; each thread has one, so that looking up allocates nothing. */
final class Probe extends Key {
  private static final ThreadLocal<Probe> OWN = ThreadLocal.withInitial(Probe::new);
  private static final int INTEGER_BYTES = 4;

  private byte[] padded = new byte[64];

  private Probe() {}

  static Probe own() {
    return OWN.get();
  }

  /** Takes what the sample is in this table; false when it cannot be a key there. */
  boolean read(StickTable table, Sample key) {
    if (!key.cast(table.type().sample())) {
      return false;
    }
    switch (table.type()) {
      case IP, IPV6 -> view(key.bytes(), key.offset(), key.length());
      case INTEGER -> integer((int) key.integer());
      case STRING -> view(key.bytes(), key.offset(), untilZero(key, table.keyLength()));
      case BINARY -> binary(key, table.keyLength());
    }
    return true;
  }

  /** Lowest byte first: dumps are ordered by bytes, as HAProxy's are. */
  private void integer(int value) {
    for (int i = 0; i < INTEGER_BYTES; i++) {
      padded[i] = (byte) (value >>> 8 * i);
    }
    view(padded, 0, INTEGER_BYTES);
  }

  private static int untilZero(Sample key, int most) {
    int end = Math.min(key.length(), most);
    int length = 0;
    while (length < end && key.bytes()[key.offset() + length] != 0) {
      length++;
    }
    return length;
  }

  private void binary(Sample key, int wanted) {
    if (key.length() >= wanted) {
      view(key.bytes(), key.offset(), wanted);
      return;
    }
    if (padded.length < wanted) {
      padded = new byte[wanted];
    }
    System.arraycopy(key.bytes(), key.offset(), padded, 0, key.length());
    Arrays.fill(padded, key.length(), wanted, (byte) 0);
    view(padded, 0, wanted);
  }
}
