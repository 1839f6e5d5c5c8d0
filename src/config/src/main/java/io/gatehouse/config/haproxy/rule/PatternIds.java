package io.gatehouse.config.haproxy.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of pattern lists, by which {@code show acl} and {@code add acl} name them: {@code -u}
 * or the next free one. Lists from one file share a number. One object for a whole configuration.
 */
public final class PatternIds {
  private final Set<Integer> used = new HashSet<>();
  private final Map<String, Integer> files = new HashMap<>();
  private int next;

  /** Takes the number for a list; false when it has been taken. */
  boolean reserve(int id) {
    return used.add(id);
  }

  int next() {
    while (!used.add(next)) {
      next++;
    }
    return next;
  }

  int ofFile(String name) {
    return files.computeIfAbsent(name, _ -> next());
  }
}
