package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.Network;
import io.gatehouse.model.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Networks as sorted ranges that do not overlap: an address is found by one binary search. An IPv4
 * address is also looked up as {@code ::ffff:a.b.c.d}, and an IPv6 address that holds an IPv4 one
 * (mapped, compatible, 6to4) as that, as HAProxy does.
 */
final class AddressSet implements PatternSet {
  private static final long MAPPED = 0xffff_0000_0000L;

  private final long[] from4;
  private final long[] to4;
  private final AddressRanges six;

  private AddressSet(long[] from4, long[] to4, AddressRanges six) {
    this.from4 = from4;
    this.to4 = to4;
    this.six = six;
  }

  static AddressSet of(List<Pattern> patterns) {
    List<long[]> four = new ArrayList<>();
    List<AddressRanges.Range> six = new ArrayList<>();
    for (Pattern pattern : patterns) {
      if (pattern instanceof Pattern.Net net) {
        add(net.network(), four, six);
      }
    }
    four.sort((a, b) -> Long.compare(a[0], b[0]));
    List<long[]> joined = new ArrayList<>();
    for (long[] range : four) {
      if (!joined.isEmpty() && range[0] <= joined.getLast()[1]) {
        joined.getLast()[1] = Math.max(joined.getLast()[1], range[1]);
      } else {
        joined.add(range);
      }
    }
    return new AddressSet(
        joined.stream().mapToLong(range -> range[0]).toArray(),
        joined.stream().mapToLong(range -> range[1]).toArray(),
        AddressRanges.of(six));
  }

  private static void add(Network network, List<long[]> four, List<AddressRanges.Range> six) {
    byte[] address = network.address().getAddress();
    if (address.length == 4) {
      long size = 1L << (32 - network.prefix());
      long from = unsigned(address, 0) & -size;
      four.add(new long[] {from, from + size - 1});
    } else {
      six.add(AddressRanges.Range.of(address, network.prefix()));
    }
  }

  private static long unsigned(byte[] bytes, int at) {
    return (bytes[at] & 0xffL) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  @Override
  public boolean matches(Sample sample) {
    byte[] bytes = sample.bytes();
    int at = sample.offset();
    if (sample.length() == 4) {
      long address = unsigned(bytes, at);
      return four(address) || six.contains(0, MAPPED | address);
    }
    long high = AddressRanges.word(bytes, at);
    long low = AddressRanges.word(bytes, at + 8);
    if (six.contains(high, low)) {
      return true;
    }
    long upper = low >>> 32;
    if (high == 0 && (upper == 0xffffL || upper == 0)) {
      return four(low & 0xffff_ffffL);
    }
    return high >>> 48 == 0x2002 && four(high >>> 16 & 0xffff_ffffL);
  }

  private boolean four(long address) {
    int found = Arrays.binarySearch(from4, address);
    int candidate = found >= 0 ? found : -found - 2;
    return candidate >= 0 && address <= to4[candidate];
  }
}
