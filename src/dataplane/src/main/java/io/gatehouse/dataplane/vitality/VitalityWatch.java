package io.gatehouse.dataplane.vitality;

import io.gatehouse.api.vip.Vitality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks fifty times a second whether the data plane can serve. Reading the result is reading a
 * field, so a thread that must not wait may do it.
 *
 * <p>An event loop's silence is measured in time in which the watch itself ran: when garbage
 * collection or the machine stops all threads, the watch stops too, and such a pause counts as two
 * of its periods at most.
 */
public final class VitalityWatch implements AutoCloseable {
  static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long MOST_NANOS = 2 * PERIOD_NANOS;

  /** Asking the kernel about every listening socket costs system calls. */
  private static final int LISTENERS_EVERY = 5;

  /** Vitality and the reason for it, seen together. */
  public record Finding(Vitality vitality, String reason) {}

  private static final Finding WELL = new Finding(Vitality.WELL, "");

  private final Signs signs;
  private final Consumer<Finding> changed;
  private final List<Pulse> pulses = new ArrayList<>();
  private final Thread thread = new Thread(this::watch, "gatehouse-vitality");
  private volatile long stuckNanos;
  private volatile boolean closed;
  private volatile Finding now = new Finding(Vitality.STARTING, "just started");
  private long lookedAt;
  private long looks;
  private boolean ready;
  private @Nullable String lost;

  private VitalityWatch(Signs signs, Duration stuckAfter, Consumer<Finding> changed) {
    this.signs = signs;
    this.changed = changed;
    this.stuckNanos = stuckAfter.toNanos();
    for (Executor loop : signs.loops()) {
      pulses.add(new Pulse(pulses.size(), loop));
    }
    lookedAt = System.nanoTime();
  }

  /** One that looks only when it is told to. */
  static VitalityWatch idle(Signs signs, Duration stuckAfter, Consumer<Finding> changed) {
    return new VitalityWatch(signs, stuckAfter, changed);
  }

  /**
   * Starts to watch.
   *
   * @param changed hears of each change on the watch's thread and must not wait
   */
  public static VitalityWatch start(Signs signs, Duration stuckAfter, Consumer<Finding> changed) {
    VitalityWatch watch = new VitalityWatch(signs, stuckAfter, changed);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** Any thread. */
  public Finding finding() {
    return now;
  }

  /** How long an event loop may be silent. Any thread. */
  public void stuckAfter(Duration limit) {
    stuckNanos = limit.toNanos();
  }

  private void watch() {
    while (!closed) {
      LockSupport.parkNanos(PERIOD_NANOS);
      look(System.nanoTime());
    }
  }

  /** Looks once. */
  void look(long nanoTime) {
    long counted = Math.min(nanoTime - lookedAt, MOST_NANOS);
    lookedAt = nanoTime;
    for (Pulse pulse : pulses) {
      pulse.look(counted);
    }
    if (looks++ % LISTENERS_EVERY == 0) {
      lost = signs.lostListener();
    }
    Finding found = found();
    if (found.vitality() != now.vitality()) {
      now = found;
      changed.accept(found);
    }
  }

  /** The worst first. */
  private Finding found() {
    for (Pulse pulse : pulses) {
      if (pulse.silentFor(stuckNanos)) {
        return new Finding(Vitality.STUCK, pulse.complaint());
      }
    }
    if (lost != null) {
      return new Finding(Vitality.LISTENER_LOST, lost);
    }
    String unready = ready ? null : unready();
    if (unready != null) {
      return new Finding(Vitality.STARTING, unready);
    }
    ready = true;
    String empty = signs.emptyBackend();
    return empty == null ? WELL : new Finding(Vitality.NO_SERVER, empty);
  }

  /** What the start waits for: nobody knows yet whether a loop answers that was only asked. */
  private @Nullable String unready() {
    for (Pulse pulse : pulses) {
      if (!pulse.everAnswered()) {
        return pulse.complaint();
      }
    }
    return signs.unready();
  }

  /** Looks no more; the last result stays. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
