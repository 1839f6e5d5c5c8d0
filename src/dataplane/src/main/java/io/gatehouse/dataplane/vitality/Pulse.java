package io.gatehouse.dataplane.vitality;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks one event loop, again and again, whether it still comes to its tasks. There is one question
 * at a time and it is always the same object. Asked by the watch's thread, answered on the loop.
 */
final class Pulse implements Runnable {
  private static final int FRAMES = 4;

  private final int number;
  private final Executor loop;
  private long asked;
  private long silentNanos;
  private boolean ended;
  private volatile long answered;
  private volatile @Nullable Thread thread;
  private volatile @Nullable ProcessorWait waits;

  Pulse(int number, Executor loop) {
    this.number = number;
    this.loop = loop;
  }

  /**
   * Takes the answer and asks again; without an answer the time of silence grows, but for what the
   * loop had to wait for a processor.
   *
   * @param nanos since the last look, as far as they count
   */
  void look(long nanos) {
    ProcessorWait known = waits;
    if (answered < asked) {
      silentNanos += known == null ? nanos : known.notWaited(nanos);
      return;
    }
    silentNanos = 0;
    if (known != null) {
      known.begin();
    }
    asked++;
    try {
      loop.execute(this);
    } catch (RejectedExecutionException over) {
      ended = true;
    }
  }

  /** On the event loop. */
  @Override
  public void run() {
    if (thread == null) {
      thread = Thread.currentThread();
      waits = ProcessorWait.ofThread();
    }
    answered = asked;
  }

  boolean everAnswered() {
    return thread != null;
  }

  boolean silentFor(long nanos) {
    return ended || silentNanos >= nanos;
  }

  /** What is wrong with it, for an operator. */
  String complaint() {
    Thread known = thread;
    String loopName = "event loop " + number;
    if (ended || known == null) {
      return loopName + (ended ? " has ended" : " never answered");
    }
    return "%s has not answered for %d ms, at %s"
        .formatted(loopName, TimeUnit.NANOSECONDS.toMillis(silentNanos), place(known));
  }

  /** The innermost frames; those of the JDK tell less than who called them. */
  private static String place(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .filter(frame -> frame.getModuleName() == null)
        .limit(FRAMES)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }
}
