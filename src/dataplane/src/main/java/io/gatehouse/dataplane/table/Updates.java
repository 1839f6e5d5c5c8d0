package io.gatehouse.dataplane.table;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The updates of a shared table in the order in which they were made, as other nodes are to hear of
 * them. Whoever changes a row only marks it; which numbers they get is decided by the one thread
 * that feeds other nodes, and everything here but marking belongs to it.
 *
 * <p>Numbers count up and wrap around; those of rows that were only learned lie half a turn away,
 * as in HAProxy.
 */
public final class Updates {
  private static final int HALF_TURN = Integer.MIN_VALUE;

  private final AtomicReference<@Nullable Update> waiting = new AtomicReference<>();
  private final Update local = Update.ring();
  private final Update learned = Update.ring();
  private final List<Cursor> cursors = new ArrayList<>();
  private volatile @Nullable Runnable listener;
  private int last;
  private int lastLocal;
  private int committed;

  Updates() {}

  /** The row was used, changed or removed here. Any thread; allocates nothing. */
  void mark(Update update) {
    if (!update.mark()) {
      return;
    }
    Update head = waiting.get();
    update.waiting = head;
    while (!waiting.compareAndSet(head, update)) {
      head = waiting.get();
      update.waiting = head;
    }
    Runnable told = listener;
    if (head == null && told != null) {
      told.run();
    }
  }

  /** Hears, on any thread, that rows wait to be taken; must not wait. */
  public void listener(Runnable told) {
    listener = told;
  }

  /**
   * Gives numbers to the rows that were marked.
   *
   * @return whether there were any
   */
  public boolean take() {
    Update marked = waiting.getAndSet(null);
    if (marked == null) {
      return false;
    }
    Update first = null;
    while (marked != null) {
      Update rest = marked.waiting;
      marked.waiting = first;
      first = marked;
      marked = rest;
    }
    while (first != null) {
      Update rest = first.waiting;
      first.waiting = null;
      first.unmark();
      changed(first);
      first = rest;
    }
    return true;
  }

  private void changed(Update update) {
    Entry row = update.row();
    if (row == null || row.removed()) {
      leave(update);
      return;
    }
    // One that nobody was told of yet keeps its place, or it might never come to its turn.
    if (!update.listed || !update.local || update.number - committed <= 0) {
      leave(update);
      last++;
      lastLocal = last;
      update.number = last;
      update.local = true;
      enter(local, update);
    }
  }

  /** The row was learned from another node. */
  void learned(Update update) {
    if (!update.listed) {
      last++;
      update.number = last + HALF_TURN;
      update.local = false;
      enter(learned, update);
      Entry row = update.row();
      if (row == null || row.removed()) {
        leave(update);
      }
    }
  }

  private void enter(Update ring, Update update) {
    ring.append(update);
    update.listed = true;
    for (Cursor cursor : cursors) {
      if (cursor.at == ring) {
        cursor.at = update;
      }
    }
  }

  private void leave(Update update) {
    if (update.listed) {
      for (Cursor cursor : cursors) {
        if (cursor.at == update) {
          cursor.at = update.next;
        }
      }
      update.leave();
      update.listed = false;
    }
  }

  /** The number of the last update. */
  public int last() {
    return last;
  }

  /** The number of the last update that was made here. */
  public int lastLocal() {
    return lastLocal;
  }

  /** Up to which number at least one node was told. */
  public int committed() {
    return committed;
  }

  /** A node was told up to this number. */
  public void committed(int number) {
    if (number - committed > 0) {
      committed = number;
    }
  }

  /** A place in the order; to be closed. */
  public Cursor cursor() {
    Cursor cursor = new Cursor();
    cursors.add(cursor);
    return cursor;
  }

  /** Walks through updates while they change their places. */
  public final class Cursor implements AutoCloseable {
    private Update at = local;
    private boolean lesson;
    private int end;
    private int number;

    private Cursor() {}

    /** To the first update made here behind this number. */
    public void after(int known) {
      lesson = false;
      Update found = local;
      while (found.previous != local && found.previous.number - known > 0) {
        found = found.previous;
      }
      at = found;
    }

    /** To the first of all rows, those that were learned among them. */
    public void lesson() {
      lesson = true;
      end = lastLocal;
      at = learned.next;
    }

    /** The next row; null when there is none for now, or the lesson is over. */
    public @Nullable Entry next() {
      while (true) {
        if (at == learned) {
          at = local.next;
        }
        Entry row = at.row();
        if (row == null || lesson && at.local && at.number - end > 0) {
          return null;
        }
        number = at.number;
        at = at.next;
        if (!row.removed()) {
          return row;
        }
      }
    }

    /** The number of the update that came last. */
    public int number() {
      return number;
    }

    @Override
    public void close() {
      cursors.remove(this);
    }
  }
}
