package io.gatehouse.dataplane.route;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Lists;
import io.gatehouse.api.rule.MapTable;
import io.gatehouse.api.rule.PatternReference;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.AclTest;
import io.gatehouse.model.MapFile;
import io.gatehouse.model.PatternSyntax;
import io.gatehouse.model.Patterns;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All pattern lists and maps of a running configuration by number. ACLs and maps that read one file
 * share its entries. Any thread may change a list; exchanges see the old or the new one, never a
 * mixture.
 */
public final class PatternLists implements Lists {
  private final PatternSyntax syntax;
  private final Map<Integer, PatternFileList> lists = new ConcurrentSkipListMap<>();

  /** Keyed by identity of the model's record: its entries are not compared for each lookup. */
  private final Map<IdentityKey, MapList> maps = new ConcurrentHashMap<>();

  private record IdentityKey(int id, io.gatehouse.api.rule.MatchMethod method) {}

  public PatternLists(Patterns patterns) {
    this.syntax = patterns.syntax();
    patterns.maps().forEach(this::open);
  }

  /**
   * Those of the next configuration.
   *
   * @param kept numbers of the lists that it has as this one has them: they stay what they are,
   *     with what was changed of them at run time
   */
  public PatternLists next(Patterns patterns, Set<Integer> kept) {
    PatternLists next = new PatternLists(new Patterns(List.of(), patterns.syntax()));
    for (int id : kept) {
      PatternFileList list = lists.get(id);
      if (list != null) {
        next.lists.put(id, list);
      }
    }
    patterns.maps().forEach(next::open);
    return next;
  }

  private PatternFileList list(PatternReference reference) {
    return lists.computeIfAbsent(reference.id(), _ -> new PatternFileList(reference, syntax));
  }

  private MapList open(MapFile file) {
    MapList made =
        list(file.reference())
            .use(
                file.method(),
                file.entries().stream().map(MapFile.Entry::key).toList(),
                file.entries().stream().map(MapFile.Entry::value).toList());
    maps.put(new IdentityKey(file.reference().id(), file.method()), made);
    return made;
  }

  PatternList of(AclTest test) {
    String name = test.files().isEmpty() ? "" : test.files().getFirst();
    return list(new PatternReference(test.id(), name))
        .use(test.method(), test.ignoreCase(), test.patterns());
  }

  /** All of them in the order of their numbers. */
  public Collection<PatternFileList> all() {
    return lists.values();
  }

  /** By {@code #number} or by name, with or without the name's {@code file@}. */
  public Optional<PatternFileList> find(String word) {
    for (PatternFileList list : lists.values()) {
      String name = list.reference().name();
      boolean named = !name.isEmpty() && (name.equals(word) || name.equals("file@" + word));
      if (named || word.equals("#" + list.reference().id())) {
        return Optional.of(list);
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean lookup(MapTable table, Sample sample, Want want) {
    MapList list = maps.get(new IdentityKey(table.reference().id(), table.method()));
    return list != null && list.lookup(sample, want);
  }

  @Override
  public boolean put(PatternReference reference, String key, String value) {
    PatternFileList list = list(reference);
    try {
      if (!list.set(key, value)) {
        list.add(key, value);
      }
      return true;
    } catch (ArgumentException unreadable) {
      return false;
    }
  }

  @Override
  public boolean remove(PatternReference reference, String key) {
    return list(reference).remove(key, 0);
  }
}
