package io.gatehouse.dataplane.route;

import java.util.ArrayList;
import java.util.List;

/** Sorted ranges of 128-bit addresses that do not overlap; halves are unsigned numbers. */
final class AddressRanges {
  private final long[] highs;
  private final long[] lows;
  private final long[] lastHighs;
  private final long[] lastLows;

  private AddressRanges(List<Range> ranges) {
    int count = ranges.size();
    highs = new long[count];
    lows = new long[count];
    lastHighs = new long[count];
    lastLows = new long[count];
    for (int i = 0; i < count; i++) {
      Range range = ranges.get(i);
      highs[i] = range.high();
      lows[i] = range.low();
      lastHighs[i] = range.lastHigh();
      lastLows[i] = range.lastLow();
    }
  }

  /** From one address to another, both included. */
  record Range(long high, long low, long lastHigh, long lastLow) {
    static Range of(byte[] address, int prefix) {
      long highMask = prefix >= 64 ? -1L : prefix == 0 ? 0 : -1L << (64 - prefix);
      long lowMask = prefix <= 64 ? 0 : -1L << (128 - prefix);
      long high = word(address, 0) & highMask;
      long low = word(address, 8) & lowMask;
      return new Range(high, low, high | ~highMask, low | ~lowMask);
    }
  }

  static AddressRanges of(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(
        (a, b) -> {
          int start = compare(a.high(), a.low(), b.high(), b.low());
          // The wider of two networks that begin alike comes first and swallows the other.
          return start != 0 ? start : compare(b.lastHigh(), b.lastLow(), a.lastHigh(), a.lastLow());
        });
    List<Range> apart = new ArrayList<>();
    for (Range range : sorted) {
      // Networks either contain each other or are apart, so nothing is ever joined.
      boolean inside =
          !apart.isEmpty()
              && compare(
                      range.lastHigh(),
                      range.lastLow(),
                      apart.getLast().lastHigh(),
                      apart.getLast().lastLow())
                  <= 0;
      if (!inside) {
        apart.add(range);
      }
    }
    return new AddressRanges(apart);
  }

  static long word(byte[] bytes, int at) {
    long word = 0;
    for (int i = 0; i < 8; i++) {
      word = word << 8 | bytes[at + i] & 0xff;
    }
    return word;
  }

  private static int compare(long highA, long lowA, long highB, long lowB) {
    int high = Long.compareUnsigned(highA, highB);
    return high != 0 ? high : Long.compareUnsigned(lowA, lowB);
  }

  boolean contains(long high, long low) {
    int from = 0;
    int to = highs.length - 1;
    while (from <= to) {
      int middle = from + to >>> 1;
      if (compare(highs[middle], lows[middle], high, low) <= 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return to >= 0 && compare(high, low, lastHighs[to], lastLows[to]) <= 0;
  }
}
