package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.Network;
import io.gatehouse.model.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Networks by the length of their prefix, the longest first; those of one length are sorted. An
 * IPv4 address is looked up as such and then as {@code ::ffff:a.b.c.d}, an IPv6 address that holds
 * an IPv4 one also as that.
 */
final class NetworkIndex implements MapIndex {
  private static final long MAPPED = 0xffff_0000_0000L;
  private static final int V4_BITS = 96;

  private final List<Prefix> four;
  private final List<Prefix> six;

  private NetworkIndex(List<Prefix> four, List<Prefix> six) {
    this.four = four;
    this.six = six;
  }

  /** The networks of one length: the halves of their addresses, sorted, and their entries. */
  private record Prefix(long highMask, long lowMask, long[] highs, long[] lows, int[] entries) {

    static Prefix of(int bits, List<long[]> networks) {
      networks.sort(
          (a, b) ->
              a[0] == b[0] ? Long.compareUnsigned(a[1], b[1]) : Long.compareUnsigned(a[0], b[0]));
      int count = networks.size();
      Prefix made =
          new Prefix(
              bits >= 64 ? -1L : bits == 0 ? 0 : -1L << 64 - bits,
              bits <= 64 ? 0 : -1L << 128 - bits,
              new long[count],
              new long[count],
              new int[count]);
      for (int i = 0; i < count; i++) {
        made.highs[i] = networks.get(i)[0];
        made.lows[i] = networks.get(i)[1];
        made.entries[i] = (int) networks.get(i)[2];
      }
      return made;
    }

    int find(long high, long low) {
      int from = 0;
      int to = highs.length - 1;
      while (from <= to) {
        int middle = from + to >>> 1;
        int order = Long.compareUnsigned(highs[middle], high & highMask);
        if (order == 0) {
          order = Long.compareUnsigned(lows[middle], low & lowMask);
        }
        if (order == 0) {
          return entries[middle];
        }
        if (order < 0) {
          from = middle + 1;
        } else {
          to = middle - 1;
        }
      }
      return NONE;
    }
  }

  static MapIndex of(List<Pattern> keys) {
    TreeMap<Integer, List<long[]>> four = new TreeMap<>();
    TreeMap<Integer, List<long[]>> six = new TreeMap<>();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) instanceof Pattern.Net net) {
        add(net.network(), i, four, six);
      }
    }
    return new NetworkIndex(prefixes(four), prefixes(six));
  }

  private static List<Prefix> prefixes(NavigableMap<Integer, List<long[]>> byLength) {
    List<Prefix> longestFirst = new ArrayList<>();
    for (Map.Entry<Integer, List<long[]>> entry : byLength.descendingMap().entrySet()) {
      longestFirst.add(Prefix.of(entry.getKey(), entry.getValue()));
    }
    return List.copyOf(longestFirst);
  }

  private static void add(
      Network network, int entry, Map<Integer, List<long[]>> four, Map<Integer, List<long[]>> six) {
    byte[] address = network.address().getAddress();
    boolean old = address.length == 4;
    int bits = network.prefix() + (old ? V4_BITS : 0);
    long high = old ? 0 : AddressRanges.word(address, 0);
    long low = old ? unsigned(address, 0) : AddressRanges.word(address, 8);
    long highMask = bits >= 64 ? -1L : bits == 0 ? 0 : -1L << 64 - bits;
    long lowMask = bits <= 64 ? 0 : -1L << 128 - bits;
    (old ? four : six)
        .computeIfAbsent(bits, _ -> new ArrayList<>())
        .add(new long[] {high & highMask, low & lowMask, entry});
  }

  private static long unsigned(byte[] bytes, int at) {
    return (bytes[at] & 0xffL) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  private static int find(List<Prefix> prefixes, long high, long low) {
    for (int i = 0; i < prefixes.size(); i++) {
      int found = prefixes.get(i).find(high, low);
      if (found != NONE) {
        return found;
      }
    }
    return NONE;
  }

  @Override
  public int find(Sample sample) {
    byte[] bytes = sample.bytes();
    if (sample.length() == 4) {
      long address = unsigned(bytes, sample.offset());
      int found = find(four, 0, address);
      return found != NONE ? found : find(six, 0, MAPPED | address);
    }
    long high = AddressRanges.word(bytes, sample.offset());
    long low = AddressRanges.word(bytes, sample.offset() + 8);
    int found = find(six, high, low);
    long upper = low >>> 32;
    if (found == NONE && high == 0 && (upper == 0xffffL || upper == 0)) {
      return find(four, 0, low & 0xffff_ffffL);
    }
    boolean sixToFour = found == NONE && high >>> 48 == 0x2002;
    return sixToFour ? find(four, 0, high >>> 16 & 0xffff_ffffL) : found;
  }
}
