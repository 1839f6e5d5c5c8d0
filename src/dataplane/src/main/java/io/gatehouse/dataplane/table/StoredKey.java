package io.gatehouse.dataplane.table;

import io.gatehouse.api.rule.Sample;
import org.jspecify.annotations.Nullable;

/** A key on its way to a table. */
public final class StoredKey extends Key {
  private final RunningTable table;

  private StoredKey(RunningTable table, Key key) {
    this.table = table;
    copy(key);
  }

  /** Null when the sample cannot be a key of the table. */
  public static @Nullable StoredKey of(RunningTable table, Sample key) {
    Probe probe = Probe.own();
    return probe.read(table.declaration(), key) ? new StoredKey(table, probe) : null;
  }

  public RunningTable table() {
    return table;
  }

  /** From now on the key goes to this server, if there is room for it. */
  public void store(int server, String serverKey) {
    Entry row = table.obtain(this);
    if (row != null) {
      row.server(server, serverKey);
      row.touch();
    }
  }
}
