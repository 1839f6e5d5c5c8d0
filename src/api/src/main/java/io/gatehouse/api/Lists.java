package io.gatehouse.api;

import io.gatehouse.api.rule.MapTable;
import io.gatehouse.api.rule.PatternReference;
import io.gatehouse.api.rule.Sample;

/**
 * The patterns of ACLs and the maps of the running configuration. Lookups run on event loops;
 * changes come from any thread and are seen whole by whoever looks afterwards.
 */
public interface Lists {

  /** What a lookup puts in place of the sample. */
  enum Want {
    VALUE,
    KEY,
    /** The value, with {@code \0} to {@code \9} replaced by what the key's groups matched. */
    EXPANDED
  }

  /**
   * Replaces the sample by the text of the entry it matches.
   *
   * @param sample has the type that the map's method compares
   * @return false when no entry matches; the sample is then unchanged
   */
  boolean lookup(MapTable table, Sample sample, Want want);

  /**
   * Gives all entries of this key the value, or appends one where there is none.
   *
   * @param value ignored where the list is no map
   * @return false when the key cannot be read
   */
  boolean put(PatternReference list, String key, String value);

  /** Removes all entries of this key; false when there is none. */
  boolean remove(PatternReference list, String key);
}
