package io.gatehouse.gateway.plugins;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.Selector;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Watches one plugin that came in a jar. Its first choices run on a thread of their own and may
 * take a moment each; only then it is let onto the event loops, where the {@link Watchdog} measures
 * it. One that is too slow is suspended for good; one that throws is counted and named once a
 * second. Any thread.
 */
final class PluginGuard {
  static final int PROBATION = 100;
  static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * Whom to name.
   *
   * @param instead what happens where the plugin fails
   */
  record Suspect(String name, String jar, String instead) {
    /** A balancer. */
    Suspect(String name, String jar) {
      this(name, jar, "round robin decides");
    }

    @Override
    public String toString() {
      return "plugin '" + name + "' of " + jar;
    }
  }

  private final Suspect suspect;
  private final Consumer<String> log;
  private final LongSupplier clock;
  private final AtomicInteger rehearsed = new AtomicInteger();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong quietUntil;
  private volatile boolean suspended;

  PluginGuard(Suspect suspect, Consumer<String> log) {
    this(suspect, log, System::nanoTime);
  }

  PluginGuard(Suspect suspect, Consumer<String> log, LongSupplier clock) {
    this.suspect = suspect;
    this.log = log;
    this.clock = clock;
    this.quietUntil = new AtomicLong(clock.getAsLong());
  }

  Suspect suspect() {
    return suspect;
  }

  boolean suspended() {
    return suspended;
  }

  /** Calls that threw or answered nonsense so far. */
  long failures() {
    return failures.get();
  }

  /** Counts a failed call; names the plugin at most once a second. */
  void failed(String what) {
    long count = failures.incrementAndGet();
    long now = clock.getAsLong();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + SECOND_NANOS)) {
      log.accept(
          "%s failed (%d so far): %s; %s instead"
              .formatted(suspect, count, what, suspect.instead()));
    }
  }

  /** The plugin is not asked again. */
  void suspend(String why) {
    if (!suspended) {
      suspended = true;
      log.accept("%s is suspended: %s; %s from now on".formatted(suspect, why, suspect.instead()));
    }
  }

  /** Whether the next choice still has to run aside; each answer of true counts. */
  boolean onProbation() {
    return rehearsed.get() < PROBATION && rehearsed.getAndIncrement() < PROBATION;
  }

  /**
   * One choice on a thread of its own while the caller waits, at most for the deadline. When it is
   * missed the thread is given up, and the plugin is suspended with the place where it hangs.
   *
   * @throws ExecutionException what the plugin threw
   */
  int rehearse(Selector selector, Exchange exchange, Selector.Filter filter)
      throws ExecutionException {
    FutureTask<Integer> task = new FutureTask<>(() -> selector.choose(exchange, filter));
    Thread thread = Thread.ofPlatform().daemon().name("probation-" + suspect.name()).start(task);
    try {
      return task.get(DEADLINE_NANOS, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      suspend("no choice within 1 s, at " + Watchdog.place(thread));
      thread.interrupt();
      return Selector.NONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Selector.NONE;
    }
  }
}
