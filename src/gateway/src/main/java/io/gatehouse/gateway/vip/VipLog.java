package io.gatehouse.gateway.vip;

import io.gatehouse.api.vip.VipSurroundings.Severity;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Lines about virtual addresses on their way to the terminal and the logs. Whoever says one does
 * not wait: a thread of its own writes, and what finds the queue full is counted. Any thread.
 */
public final class VipLog implements AutoCloseable {
  private static final int ROOM = 1_024;
  private static final long PATIENCE_MILLIS = 200;

  private record Line(Severity severity, String words, boolean last) {}

  private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(ROOM);
  private final BiConsumer<Severity, String> target;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread = new Thread(this::write, "gatehouse-vip-log");

  /**
   * @param target takes each line on the log's own thread and may wait
   */
  public VipLog(BiConsumer<Severity, String> target) {
    this.target = target;
    thread.setDaemon(true);
  }

  /** Returns at once. */
  public void say(Severity severity, String words) {
    if (!lines.offer(new Line(severity, words, false))) {
      dropped.incrementAndGet();
    }
    if (started.compareAndSet(false, true)) {
      thread.start();
    }
  }

  /** Lines that found the queue full. */
  public long dropped() {
    return dropped.get();
  }

  private void write() {
    try {
      for (Line line = lines.take(); !line.last(); line = lines.take()) {
        target.accept(line.severity(), line.words());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets what was said be written, for a moment at most. */
  @Override
  public void close() {
    try {
      Line end = new Line(Severity.INFO, "", true);
      if (started.get() && lines.offer(end, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        thread.join(PATIENCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
