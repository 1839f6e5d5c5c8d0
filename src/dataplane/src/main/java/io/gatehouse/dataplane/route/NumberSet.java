package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Ranges of numbers, sorted and joined; compared with the sample's number or its length. */
final class NumberSet implements PatternSet {
  private final boolean ofLength;
  private final long[] from;
  private final long[] to;

  NumberSet(List<Pattern.Range> patterns, boolean ofLength) {
    this.ofLength = ofLength;
    List<Pattern.Range> sorted = new ArrayList<>(patterns);
    sorted.sort(Comparator.comparingLong(Pattern.Range::from));
    List<long[]> joined = new ArrayList<>();
    for (Pattern.Range range : sorted) {
      if (range.from() > range.to()) {
        continue;
      }
      if (!joined.isEmpty() && range.from() <= joined.getLast()[1]) {
        joined.getLast()[1] = Math.max(joined.getLast()[1], range.to());
      } else {
        joined.add(new long[] {range.from(), range.to()});
      }
    }
    this.from = joined.stream().mapToLong(pair -> pair[0]).toArray();
    this.to = joined.stream().mapToLong(pair -> pair[1]).toArray();
  }

  @Override
  public boolean matches(Sample sample) {
    long number = ofLength ? sample.length() : sample.integer();
    int at = Arrays.binarySearch(from, number);
    int candidate = at >= 0 ? at : -at - 2;
    return candidate >= 0 && number <= to[candidate];
  }
}
