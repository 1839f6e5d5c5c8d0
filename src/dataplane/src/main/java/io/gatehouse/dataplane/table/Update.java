package io.gatehouse.dataplane.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Where a shared row stands among the updates of its table. Any thread marks it, the thread that
 * feeds other nodes does the rest.
 */
public final class Update {
  private static final VarHandle MARKED;

  static {
    try {
      MARKED = MethodHandles.lookup().findVarHandle(Update.class, "marked", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final @Nullable Entry row;
  private volatile boolean marked;

  /** The next of those that wait to be looked at. */
  @Nullable Update waiting;

  Update next = this;
  Update previous = this;
  int number;

  /** Whether it was changed on this node and not only learned. */
  boolean local;

  boolean listed;

  Update(@Nullable Entry row) {
    this.row = row;
  }

  /** The fixed point at which a ring begins and ends. */
  static Update ring() {
    return new Update(null);
  }

  @Nullable Entry row() {
    return row;
  }

  /** Whether it is the first to find it unmarked; what it writes afterwards needs a new mark. */
  boolean mark() {
    return !marked && MARKED.compareAndSet(this, false, true);
  }

  /** Before the row is looked at, so that no change in between is lost. */
  void unmark() {
    MARKED.setVolatile(this, false);
  }

  void append(Update update) {
    update.previous = previous;
    update.next = this;
    previous.next = update;
    previous = update;
  }

  void leave() {
    previous.next = next;
    next.previous = previous;
    next = this;
    previous = this;
  }
}
