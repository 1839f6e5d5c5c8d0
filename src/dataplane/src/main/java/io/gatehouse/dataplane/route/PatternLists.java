package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.model.AclTest;
import io.gatehouse.model.Pattern;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All pattern lists of a running configuration by number. ACLs that read one file share its list
 * when they compare alike. Any thread may replace a list; exchanges see the old or the new one,
 * never a mixture.
 */
public final class PatternLists {
  private final Map<Key, PatternList> lists = new ConcurrentHashMap<>();

  private record Key(int id, MatchMethod method, boolean ignoreCase) {}

  PatternList of(AclTest test) {
    return lists.computeIfAbsent(
        new Key(test.id(), test.method(), test.ignoreCase()),
        key -> new PatternList(PatternSet.of(key.method(), key.ignoreCase(), test.patterns())));
  }

  /**
   * Replaces the patterns of a list.
   *
   * @param patterns parsed for {@code method}
   * @return false when no ACL uses such a list
   */
  public boolean replace(int id, MatchMethod method, List<Pattern> patterns) {
    boolean known = false;
    for (Map.Entry<Key, PatternList> entry : lists.entrySet()) {
      Key key = entry.getKey();
      if (key.id() == id && key.method() == method) {
        entry.getValue().replace(PatternSet.of(method, key.ignoreCase(), patterns));
        known = true;
      }
    }
    return known;
  }
}
