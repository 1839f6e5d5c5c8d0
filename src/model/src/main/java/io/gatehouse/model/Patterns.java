package io.gatehouse.model;

import java.util.List;

/**
 * What the configuration says of patterns beside its ACLs.
 *
 * @param maps every map that an expression uses, in the order of the files
 * @param syntax reads patterns that come at run time
 */
public record Patterns(List<MapFile> maps, PatternSyntax syntax) {

  public Patterns {
    maps = List.copyOf(maps);
  }
}
