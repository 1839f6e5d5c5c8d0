package io.gatehouse.dataplane.route;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.PatternReference;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.Pattern;
import io.gatehouse.model.PatternSyntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one pattern list, and everything that matches against them. Any thread may change
 * it; each change makes new immutable indexes, so that exchanges see all of it or nothing.
 */
public final class PatternFileList {
  private static final int MAX_SAMPLE = 16_384;

  private final PatternReference reference;
  private final PatternSyntax syntax;
  private final List<Use> uses = new ArrayList<>();
  private List<Entry> entries = new ArrayList<>();
  private boolean map;
  private long serial;

  /**
   * One line.
   *
   * @param serial its own number, by which commands know it
   * @param value empty where the list is no map
   */
  public record Entry(long serial, String key, String value) {}

  /** A way of matching against the list. */
  private static final class Use {
    private final MatchMethod method;
    private final boolean ignoreCase;
    private final boolean indexed;
    private final PatternList set;
    private final MapList index;
    private final List<Pattern> configured;
    private List<Pattern> patterns;

    Use(MatchMethod method, boolean ignoreCase, boolean indexed, List<Pattern> patterns) {
      this.method = method;
      this.ignoreCase = ignoreCase;
      this.indexed = indexed;
      this.configured = List.copyOf(patterns);
      this.patterns = patterns;
      this.set = new PatternList(sample -> false);
      this.index = new MapList();
    }

    boolean is(MatchMethod method, boolean ignoreCase, boolean indexed) {
      return this.method == method && this.ignoreCase == ignoreCase && this.indexed == indexed;
    }

    void publish(List<Entry> entries) {
      if (indexed) {
        index.replace(MapIndex.of(method, ignoreCase, patterns), entries, patterns);
      } else {
        set.replace(PatternSet.of(method, ignoreCase, patterns));
      }
    }
  }

  PatternFileList(PatternReference reference, PatternSyntax syntax) {
    this.reference = reference;
    this.syntax = syntax;
  }

  public PatternReference reference() {
    return reference;
  }

  /** Whether a map converter looks values up here. */
  public synchronized boolean map() {
    return map;
  }

  /** Whether an ACL compares with it. */
  public synchronized boolean acl() {
    return uses.stream().anyMatch(use -> !use.indexed);
  }

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  private void fill(List<Pattern> patterns, List<String> values) {
    if (entries.isEmpty()) {
      for (int i = 0; i < patterns.size(); i++) {
        entries.add(new Entry(++serial, patterns.get(i).text(), values.get(i)));
      }
    } else if (entries.size() == patterns.size()) {
      for (int i = 0; i < patterns.size(); i++) {
        Entry old = entries.get(i);
        entries.set(i, new Entry(old.serial, old.key, values.get(i)));
      }
    }
  }

  private boolean same(List<Pattern> patterns) {
    boolean same = patterns.size() == entries.size();
    for (int i = 0; same && i < patterns.size(); i++) {
      same = patterns.get(i).text().equals(entries.get(i).key);
    }
    return same;
  }

  /** The list for an ACL's test. */
  synchronized PatternList use(MatchMethod method, boolean ignoreCase, List<Pattern> patterns) {
    for (Use use : uses) {
      // After a reload: the list may have been changed at run time since it was read.
      if (use.is(method, ignoreCase, false) && use.configured.equals(patterns)) {
        return use.set;
      }
    }
    if (entries.isEmpty()) {
      fill(patterns, patterns.stream().map(_ -> "").toList());
    }
    if (!same(patterns)) {
      // The part of a line's patterns that is compared another way: not to be changed.
      return new PatternList(PatternSet.of(method, ignoreCase, patterns));
    }
    return use(method, ignoreCase, patterns, false).set;
  }

  /** The index for a map converter. */
  synchronized MapList use(MatchMethod method, List<Pattern> keys, List<String> values) {
    if (!map) {
      fill(keys, values);
    }
    map = true;
    return use(method, false, keys, true).index;
  }

  private Use use(MatchMethod method, boolean ignoreCase, List<Pattern> patterns, boolean indexed) {
    for (Use use : uses) {
      if (use.is(method, ignoreCase, indexed)) {
        return use;
      }
    }
    Use made = new Use(method, ignoreCase, indexed, new ArrayList<>(patterns));
    uses.add(made);
    made.publish(entries);
    return made;
  }

  /**
   * Appends an entry.
   *
   * @throws ArgumentException when the key cannot be read for one of the uses; nothing changes then
   */
  public synchronized void add(String key, String value) throws ArgumentException {
    List<Pattern> read = new ArrayList<>();
    for (Use use : uses) {
      read.add(syntax.read(use.method, use.ignoreCase, key));
    }
    List<Entry> next = new ArrayList<>(entries);
    next.add(new Entry(++serial, key, value));
    for (int i = 0; i < uses.size(); i++) {
      Use use = uses.get(i);
      use.patterns = new ArrayList<>(use.patterns);
      use.patterns.add(read.get(i));
    }
    publish(next);
  }

  /** Gives all entries of this key the value; false when there is none. */
  public synchronized boolean set(String key, String value) {
    List<Entry> next = new ArrayList<>(entries);
    boolean found = false;
    for (int i = 0; i < next.size(); i++) {
      Entry old = next.get(i);
      if (old.key.equals(key)) {
        next.set(i, new Entry(old.serial, key, value));
        found = true;
      }
    }
    if (found) {
      publish(next);
    }
    return found;
  }

  /** Removes all entries of this key, or with {@code key} null the one of this number. */
  public synchronized boolean remove(@Nullable String key, long number) {
    List<Entry> next = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      boolean goes = key == null ? entry.serial == number : entry.key.equals(key);
      if (!goes) {
        next.add(entry);
        kept.add(i);
      }
    }
    if (next.size() == entries.size()) {
      return false;
    }
    for (Use use : uses) {
      List<Pattern> old = use.patterns;
      use.patterns = new ArrayList<>(kept.stream().map(old::get).toList());
    }
    publish(next);
    return true;
  }

  /**
   * Exchanges all entries at once.
   *
   * @param next keys and values; their numbers are given anew
   * @throws ArgumentException when a key cannot be read for one of the uses; nothing changes then
   */
  public synchronized void replace(List<Entry> next) throws ArgumentException {
    List<List<Pattern>> read = new ArrayList<>();
    for (Use use : uses) {
      List<Pattern> patterns = new ArrayList<>();
      for (Entry entry : next) {
        patterns.add(syntax.read(use.method, use.ignoreCase, entry.key));
      }
      read.add(patterns);
    }
    for (int i = 0; i < uses.size(); i++) {
      uses.get(i).patterns = read.get(i);
    }
    List<Entry> numbered = new ArrayList<>();
    next.forEach(entry -> numbered.add(new Entry(++serial, entry.key, entry.value)));
    publish(numbered);
  }

  /** Whether a key could be added: what each use says of it. */
  public synchronized void check(String key) throws ArgumentException {
    for (Use use : uses) {
      Pattern _ = syntax.read(use.method, use.ignoreCase, key);
    }
  }

  /** What a text finds in the list, as its first use compares. */
  public synchronized PatternLookup lookup(String text) {
    if (uses.isEmpty()) {
      return new PatternLookup(MatchMethod.STR, false, null);
    }
    Use use = uses.getFirst();
    Sample sample = new Sample(MAX_SAMPLE);
    for (int i = 0; i < entries.size(); i++) {
      PatternSet one = PatternSet.of(use.method, use.ignoreCase, List.of(use.patterns.get(i)));
      if (sample.setText(text).cast(AclMatch.compared(use.method)) && one.matches(sample)) {
        return new PatternLookup(use.method, use.ignoreCase, entries.get(i));
      }
    }
    return new PatternLookup(use.method, use.ignoreCase, null);
  }

  public synchronized void clear() {
    uses.forEach(use -> use.patterns = new ArrayList<>());
    publish(new ArrayList<>());
  }

  private void publish(List<Entry> next) {
    entries = next;
    uses.forEach(use -> use.publish(next));
  }
}
