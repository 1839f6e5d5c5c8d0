package io.gatehouse.gateway.runtime.command;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.dataplane.route.PatternFileList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Versions of a list that are being prepared: numbered from 1, invisible to traffic until one is
 * committed, which forgets those before it.
 */
final class PatternDrafts {
  private final Map<Integer, List<PatternFileList.Entry>> drafts = new HashMap<>();
  private int current;
  private int next;

  synchronized int prepare() {
    drafts.put(++next, new ArrayList<>());
    return next;
  }

  synchronized int current() {
    return current;
  }

  synchronized int next() {
    return next;
  }

  /** Whether this version can still be written: it was prepared and is not in the past. */
  synchronized boolean open(int version) {
    return drafts.containsKey(version);
  }

  synchronized List<PatternFileList.Entry> entries(int version) {
    return List.copyOf(drafts.getOrDefault(version, List.of()));
  }

  synchronized void add(int version, String key, String value) {
    List<PatternFileList.Entry> entries = drafts.getOrDefault(version, new ArrayList<>());
    entries.add(new PatternFileList.Entry(entries.size() + 1L, key, value));
  }

  synchronized void clear(int version) {
    drafts.getOrDefault(version, new ArrayList<>()).clear();
  }

  synchronized void commit(int version, PatternFileList list) throws ArgumentException {
    list.replace(entries(version));
    current = version;
    drafts.keySet().removeIf(older -> older <= version);
  }
}
