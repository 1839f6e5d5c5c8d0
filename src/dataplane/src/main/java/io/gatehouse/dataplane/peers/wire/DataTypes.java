package io.gatehouse.dataplane.peers.wire;

import io.gatehouse.api.table.Datum;
import java.util.EnumMap;
import java.util.Map;

/**
 * The numbers of data between nodes: the order in which dumps tell them, and in which they stand.
 */
final class DataTypes {
  private static final Datum[] ALL = Datum.values();
  private static final Map<Datum, Integer> BITS = new EnumMap<>(Datum.class);

  /** How many are known. */
  static final int COUNT = ALL.length;

  static {
    for (int bit = 0; bit < COUNT; bit++) {
      BITS.put(ALL[bit], bit);
    }
  }

  private DataTypes() {}

  static Datum at(int bit) {
    return ALL[bit];
  }

  static int bit(Datum datum) {
    return BITS.getOrDefault(datum, COUNT);
  }
}
