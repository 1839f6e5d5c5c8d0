package io.gatehouse.gateway.plugins;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees a plugin's call that does not come back. Each event loop marks in a slot of its own when it
 * enters and leaves such a call; a thread of the watchdog looks at the slots and suspends the
 * plugin that has been inside for too long, so that no other event loop calls it. The one inside
 * cannot be freed: a thread of Java cannot be stopped from outside.
 */
final class Watchdog {
  static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int FRAMES = 5;

  /**
   * Looks that must find the same call: one that a pause of the whole process spans is not slow.
   */
  private static final int LOOKS = 3;

  private final List<Slot> slots = new CopyOnWriteArrayList<>();
  private final ThreadLocal<Slot> own = ThreadLocal.withInitial(this::register);
  private final LongSupplier clock;

  /** Where one thread is; written by that thread alone. */
  private static final class Slot {
    private static final long OUTSIDE = Long.MIN_VALUE;

    final Thread thread = Thread.currentThread();
    volatile long since = OUTSIDE;
    volatile @Nullable PluginGuard inside;

    /** The call seen last and how often; the watchdog's thread alone uses them. */
    long seen = OUTSIDE;

    int looks;

    boolean stays(long since) {
      looks = since == seen ? looks + 1 : 1;
      seen = since;
      return since != OUTSIDE && looks >= LOOKS;
    }
  }

  Watchdog(LongSupplier clock) {
    this.clock = clock;
  }

  private static final class Running {
    static final Watchdog INSTANCE = start();

    private static Watchdog start() {
      Watchdog watchdog = new Watchdog(System::nanoTime);
      Thread.ofPlatform().daemon().name("plugin-watchdog").start(watchdog::watch);
      return watchdog;
    }
  }

  /** The one of this process, started when it is first needed. */
  static Watchdog running() {
    return Running.INSTANCE;
  }

  private Slot register() {
    Slot slot = new Slot();
    slots.add(slot);
    return slot;
  }

  void enter(PluginGuard guard) {
    Slot slot = own.get();
    slot.inside = guard;
    slot.since = clock.getAsLong();
  }

  void leave() {
    own.get().since = Slot.OUTSIDE;
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PERIOD_NANOS);
      look();
    }
  }

  /** Looks at all slots once. */
  void look() {
    long now = clock.getAsLong();
    for (Slot slot : slots) {
      long since = slot.since;
      PluginGuard guard = slot.inside;
      if (slot.stays(since) && guard != null && now - since > LIMIT_NANOS) {
        long millis = TimeUnit.NANOSECONDS.toMillis(now - since);
        guard.suspend(
            "it has held %s for %d ms, at %s"
                .formatted(slot.thread.getName(), millis, place(slot.thread)));
      }
    }
    slots.removeIf(slot -> !slot.thread.isAlive());
  }

  /** The innermost frames of a thread. */
  static String place(Thread thread) {
    StringBuilder frames = new StringBuilder();
    StackTraceElement[] stack = thread.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES, stack.length); i++) {
      frames.append(i == 0 ? "" : " < ").append(stack[i]);
    }
    return frames.toString();
  }
}
