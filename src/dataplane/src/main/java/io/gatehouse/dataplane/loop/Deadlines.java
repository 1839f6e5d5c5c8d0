package io.gatehouse.dataplane.loop;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of one event loop. Inactivity timeouts are moved with every byte, so moving one to
 * later only writes a field; the heap learns of it when the earlier time comes. One timer of the
 * event loop serves the whole heap.
 */
public final class Deadlines {
  private final EventExecutor executor;
  private final LoopClock clock;
  private Deadline[] heap = new Deadline[64];
  private int size;
  private @Nullable ScheduledFuture<?> timer;
  private long timerAt = Deadline.NEVER;

  public Deadlines(EventExecutor executor, LoopClock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /** Sets or moves it to {@code nanos} from now; 0 or less means that there is no limit. */
  public void in(Deadline deadline, long nanos) {
    if (nanos <= 0) {
      clear(deadline);
    } else {
      at(deadline, clock.now() + nanos);
    }
  }

  /** Sets or moves it to a time of {@link System#nanoTime}. */
  public void at(Deadline deadline, long time) {
    deadline.at = time;
    if (deadline.index < 0) {
      insert(deadline, time);
    } else if (time < deadline.armed) {
      deadline.armed = time;
      up(deadline.index);
    }
    arm();
  }

  /** It will not expire. */
  public void clear(Deadline deadline) {
    deadline.at = Deadline.NEVER;
  }

  /** Forgets it; to be called when its owner ends, so that the heap does not keep the owner. */
  public void remove(Deadline deadline) {
    deadline.at = Deadline.NEVER;
    int index = deadline.index;
    if (index < 0) {
      return;
    }
    deadline.index = -1;
    Deadline last = heap[--size];
    heap[size] = null;
    if (index < size) {
      put(index, last);
      down(index);
      up(last.index);
    }
  }

  /** What is idle expires at once. */
  public void expireIdle() {
    // Owners change the heap when they end.
    for (Deadline deadline : Arrays.copyOf(heap, size)) {
      if (deadline.pending() && deadline.idle()) {
        remove(deadline);
        deadline.expired();
      }
    }
  }

  private void insert(Deadline deadline, long time) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    deadline.armed = time;
    put(size++, deadline);
    up(deadline.index);
  }

  private void arm() {
    if (size == 0) {
      return;
    }
    long first = heap[0].armed;
    if (first >= timerAt) {
      return;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    timerAt = first;
    long wait = Math.max(0, first - System.nanoTime());
    timer = executor.schedule(this::fire, wait, TimeUnit.NANOSECONDS);
  }

  private void fire() {
    timer = null;
    timerAt = Deadline.NEVER;
    clock.tick();
    long now = clock.now();
    while (size > 0 && heap[0].armed <= now) {
      Deadline first = heap[0];
      if (first.at > now && first.at != Deadline.NEVER) {
        first.armed = first.at;
        down(0);
        continue;
      }
      boolean due = first.at != Deadline.NEVER;
      remove(first);
      if (due) {
        first.expired();
      }
    }
    arm();
  }

  private void put(int index, Deadline deadline) {
    heap[index] = deadline;
    deadline.index = index;
  }

  private void up(int from) {
    int index = from;
    Deadline moving = heap[index];
    while (index > 0) {
      int parent = (index - 1) >>> 1;
      if (heap[parent].armed <= moving.armed) {
        break;
      }
      put(index, heap[parent]);
      index = parent;
    }
    put(index, moving);
  }

  private void down(int from) {
    int index = from;
    Deadline moving = heap[index];
    while (true) {
      int child = 2 * index + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && heap[child + 1].armed < heap[child].armed) {
        child++;
      }
      if (heap[child].armed >= moving.armed) {
        break;
      }
      put(index, heap[child]);
      index = child;
    }
    put(index, moving);
  }
}
