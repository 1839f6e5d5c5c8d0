package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the entry of a map that a sample matches. Whole texts, prefixes and networks are found by
 * hashing or by binary search, the finest first; of the others the first in order (manual section
 * 7.3.1, "map"). Immutable; called on event loops; allocates nothing.
 */
interface MapIndex {
  int NONE = -1;

  /** The entry's index; the sample has the type that the method compares. */
  int find(Sample sample);

  static MapIndex of(MatchMethod method, boolean ignoreCase, List<Pattern> keys) {
    return switch (method) {
      case STR -> ignoreCase ? ordered(method, true, keys) : new Whole(names(keys));
      case BEG -> ignoreCase ? ordered(method, true, keys) : Beginning.of(names(keys));
      case IP -> NetworkIndex.of(keys);
      case FOUND, BOOL, INT, BIN, LEN, SUB, END, DIR, DOM, REG -> ordered(method, ignoreCase, keys);
    };
  }

  private static MapIndex ordered(MatchMethod method, boolean ignoreCase, List<Pattern> keys) {
    PatternSet[] sets = new PatternSet[keys.size()];
    for (int i = 0; i < sets.length; i++) {
      sets[i] = PatternSet.of(method, ignoreCase, List.of(keys.get(i)));
    }
    return new Ordered(sets);
  }

  /** Of equal keys the first counts. */
  private static Map<String, Integer> names(List<Pattern> keys) {
    Map<String, Integer> names = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      names.putIfAbsent(keys.get(i).text(), i);
    }
    return names;
  }

  /** Texts that must be the whole sample. */
  final class Whole implements MapIndex {
    private final NameTable<Integer> table;

    Whole(Map<String, Integer> names) {
      this.table = new NameTable<>(names);
    }

    @Override
    public int find(Sample sample) {
      Integer found = table.find(sample.bytes(), sample.offset(), sample.length());
      return found == null ? NONE : found;
    }
  }

  /** Texts that the sample must begin with: the longest of them. */
  record Beginning(NameTable<Integer> table, int[] lengths) implements MapIndex {

    static MapIndex of(Map<String, Integer> names) {
      TreeSet<Integer> lengths = new TreeSet<>();
      for (String name : names.keySet()) {
        lengths.add(name.getBytes(StandardCharsets.ISO_8859_1).length);
      }
      int[] longestFirst = lengths.descendingSet().stream().mapToInt(Integer::intValue).toArray();
      return new Beginning(new NameTable<>(names), longestFirst);
    }

    @Override
    public int find(Sample sample) {
      for (int length : lengths) {
        if (length <= sample.length()) {
          Integer found = table.find(sample.bytes(), sample.offset(), length);
          if (found != null) {
            return found;
          }
        }
      }
      return NONE;
    }
  }

  /** One after the other. */
  record Ordered(PatternSet[] sets) implements MapIndex {
    @Override
    public int find(Sample sample) {
      for (int i = 0; i < sets.length; i++) {
        if (sets[i].matches(sample)) {
          return i;
        }
      }
      return NONE;
    }
  }
}
