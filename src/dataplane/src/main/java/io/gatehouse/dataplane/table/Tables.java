package io.gatehouse.dataplane.table;

import io.gatehouse.model.StickTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The running tables of one configuration, by name. Immutable. */
public final class Tables {
  public static final Tables NONE = new Tables(Map.of());

  private static final long ORIGIN = System.nanoTime();

  /** So that a rate which never counted lies far in the past. */
  private static final long HEAD_START = TimeUnit.DAYS.toMillis(365);

  private final Map<String, RunningTable> byName;

  private Tables(Map<String, RunningTable> byName) {
    this.byName = byName;
  }

  /** Those that are declared as before go on with the rows they have. */
  public static Tables of(List<StickTable> declared, Tables before) {
    Map<String, RunningTable> running = new LinkedHashMap<>();
    for (StickTable table : declared) {
      RunningTable known = before.byName.get(table.name());
      boolean same = known != null && known.declaration().equals(table);
      running.put(
          table.name(), same && known != null ? known : new RunningTable(table, Tables::millis));
    }
    return running.isEmpty() ? NONE : new Tables(running);
  }

  private static long millis() {
    return HEAD_START + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ORIGIN);
  }

  public @Nullable RunningTable find(String name) {
    return byName.get(name);
  }

  /** In the order of the file. */
  public Collection<RunningTable> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** Those declared last come first, as HAProxy tells them. */
  public List<RunningTable> lastFirst() {
    return new ArrayList<>(byName.values()).reversed();
  }
}
