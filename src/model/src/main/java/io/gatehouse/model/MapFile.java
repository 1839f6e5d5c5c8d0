package io.gatehouse.model;

import io.gatehouse.api.rule.MapTable;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.PatternReference;
import java.util.List;

/** A map as it was read, its keys parsed for one method. */
public record MapFile(PatternReference reference, MatchMethod method, List<Entry> entries)
    implements MapTable {

  public MapFile {
    entries = List.copyOf(entries);
  }

  /** One line. */
  public record Entry(Pattern key, String value) {}
}
