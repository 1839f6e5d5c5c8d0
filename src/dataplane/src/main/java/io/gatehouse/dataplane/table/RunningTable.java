package io.gatehouse.dataplane.table;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Row;
import io.gatehouse.api.table.Table;
import io.gatehouse.model.StickTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stick table at work. Rows are found without a lock; one whose time is over is gone for whoever
 * looks, and is removed by him or by the {@link Sweeper}, a few at a time. Rows that are tracked
 * stay.
 *
 * <p>The map is the JDK's, not a cache's: a full table must lose its oldest row or, with {@code
 * nopurge}, take no new one, and a row that is tracked may not go at all.
 */
public final class RunningTable implements Table {
  /** Rows that may be in the way before a full table gives up. */
  private static final int TRIES = 256;

  private static final int MOST_PURGED = 16;

  private final StickTable declaration;
  private final Layout layout;
  private final LongSupplier clock;
  private final ConcurrentHashMap<Key, Entry> rows = new ConcurrentHashMap<>();
  private final AtomicInteger used = new AtomicInteger();
  private final ReentrantLock turn = new ReentrantLock();
  private final Wheel wheel;
  private final @Nullable Updates updates;

  /**
   * @param clock milliseconds of a clock that only goes on
   */
  public RunningTable(StickTable declaration, LongSupplier clock) {
    this.declaration = declaration;
    this.clock = clock;
    this.layout = new Layout(declaration.columns());
    this.updates = declaration.sharing().shared() ? new Updates() : null;
    this.wheel = new Wheel(declaration.expireMillis(), clock.getAsLong());
  }

  public StickTable declaration() {
    return declaration;
  }

  /** What other nodes are to hear; null where nobody shares the table. */
  public @Nullable Updates updates() {
    return updates;
  }

  void tell(Update update) {
    if (updates != null) {
      updates.mark(update);
    }
  }

  Layout layout() {
    return layout;
  }

  long now() {
    return clock.getAsLong();
  }

  @Override
  public @Nullable Entry find(Sample key) {
    Probe probe = Probe.own();
    return probe.read(declaration, key) ? find(probe) : null;
  }

  @Override
  public @Nullable Entry find(Row other) {
    if (!(other instanceof Entry entry)) {
      return null;
    }
    StickTable theirs = entry.table().declaration;
    boolean same =
        theirs.type() == declaration.type() && theirs.keyLength() == declaration.keyLength();
    return same ? find((Key) entry) : null;
  }

  @Override
  public @Nullable Entry obtain(Sample key) {
    Probe probe = Probe.own();
    return probe.read(declaration, key) ? obtain(probe) : null;
  }

  /** Like {@link #obtain(Sample)}; the row stays until it is released. */
  @Nullable Entry hold(Sample key) {
    Probe probe = Probe.own();
    if (!probe.read(declaration, key)) {
      return null;
    }
    while (true) {
      Entry row = obtain(probe);
      if (row == null || row.hold()) {
        return row;
      }
    }
  }

  /** A held row is no longer needed; it does not outlive its time. */
  void release(Entry row) {
    row.release();
    if (over(row, now())) {
      remove(row);
    }
  }

  /**
   * The row of a key that another node has told of, made if there is none. Of the thread that feeds
   * other nodes.
   *
   * @return null when the table is full of rows in use
   */
  public @Nullable Entry learn(byte[] bytes, int offset, int length) {
    Probe probe = Probe.own();
    probe.view(bytes, offset, length);
    return obtain(probe);
  }

  /** What was learned of the row is complete; it lives so many milliseconds. */
  public void learned(Entry row, long millis) {
    row.expireIn(millis);
    Update update = row.update();
    if (updates != null && update != null) {
      updates.learned(update);
    }
  }

  private @Nullable Entry find(Key key) {
    Entry row = rows.get(key);
    if (row != null && declaration.expireMillis() > 0 && over(row, now()) && remove(row)) {
      return null;
    }
    return row;
  }

  @Nullable Entry obtain(Key key) {
    while (true) {
      Entry known = find(key);
      if (known != null && !known.removed()) {
        return known;
      }
      if (!takePlace()) {
        return null;
      }
      Entry made = new Entry(this, key, now());
      if (rows.putIfAbsent(made, made) == null) {
        enter(made);
        return made;
      }
      used.decrementAndGet();
      Thread.onSpinWait();
    }
  }

  private void enter(Entry row) {
    turn.lock();
    try {
      if (!row.removed()) {
        wheel.add(row, row.touched() + declaration.expireMillis());
      }
    } finally {
      turn.unlock();
    }
  }

  private boolean takePlace() {
    int count = used.get();
    while (count < declaration.size() || makeRoom()) {
      count = used.get();
      if (count < declaration.size() && used.compareAndSet(count, count + 1)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Rows whose time is over go or, unless the table is not purged, the oldest: HAProxy removes one
   * of 256 then, a few at most are removed here.
   */
  private boolean makeRoom() {
    turn.lock();
    try {
      long now = now();
      boolean purge = !declaration.nopurge();
      int wanted = purge ? Math.min(MOST_PURGED, (declaration.size() >> 8) + 1) : 1;
      for (int i = 0; i < TRIES && wanted > 0; i++) {
        Entry over = wheel.due(now);
        Entry row = over == null ? wheel.oldest() : over;
        if (row == null || !purge && row.due > now) {
          break;
        }
        boolean unused = row.touched() + declaration.expireMillis() <= row.due;
        if ((purge ? unused : over(row, now)) && remove(row)) {
          wanted--;
        } else {
          postpone(row, now);
        }
      }
      return used.get() < declaration.size();
    } finally {
      turn.unlock();
    }
  }

  /** To its place among the others; one that is tracked is looked at again before its time. */
  private void postpone(Entry row, long now) {
    long life = declaration.expireMillis();
    long due = row.touched() + life;
    wheel.move(row, row.trackers() > 0 ? Math.max(due, now + life / 4 + 1) : due);
  }

  private boolean over(Entry row, long now) {
    return declaration.expireMillis() > 0 && row.touched() + declaration.expireMillis() <= now;
  }

  /**
   * Removes rows whose time is over.
   *
   * @param most rows that are looked at
   * @return whether there may be more of them
   */
  public boolean sweep(int most) {
    if (declaration.expireMillis() == 0 || !turn.tryLock()) {
      return false;
    }
    try {
      long now = now();
      for (int i = 0; i < most; i++) {
        Entry row = wheel.due(now);
        if (row == null) {
          return false;
        }
        if (!over(row, now) || !remove(row)) {
          postpone(row, now);
        }
      }
      return true;
    } finally {
      turn.unlock();
    }
  }

  /** Removes the row; false when it is tracked, or was removed already. */
  public boolean remove(Entry row) {
    if (!row.remove()) {
      return false;
    }
    rows.remove(row, row);
    row.tell();
    used.decrementAndGet();
    turn.lock();
    try {
      row.leave();
    } finally {
      turn.unlock();
    }
    return true;
  }

  @Override
  public int used() {
    return used.get();
  }

  @Override
  public int size() {
    return declaration.size();
  }

  /** Those whose time is not over, in the order of their keys' bytes. Takes time and memory. */
  public List<Entry> rows() {
    List<Entry> all = new ArrayList<>(rows.size());
    long now = now();
    for (Entry row : rows.values()) {
      if (!over(row, now) || !remove(row)) {
        all.add(row);
      }
    }
    Collections.sort(all);
    return all;
  }
}
