package io.gatehouse.dataplane.control;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of its own for everything that changes servers: results of checks, wishes of the
 * operator, ramps of weights. Since there is only one, those changes need no locks; event loops see
 * them as immutable rosters. Tasks must be short and must not block. Any thread.
 */
public final class ControlThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlThread.class);

  private final ScheduledThreadPoolExecutor executor;
  private volatile @Nullable Thread thread;

  /** A task for later that can be called off. */
  @FunctionalInterface
  public interface Appointment {
    /** Has no effect on a task that has begun. Any thread. */
    void cancel();
  }

  /** Starts the thread with the first task. */
  public ControlThread(String name) {
    executor = new ScheduledThreadPoolExecutor(1, task -> daemon(task, name));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    // What comes after the end changes nothing that anybody could still see.
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  private Thread daemon(Runnable task, String name) {
    Thread made = new Thread(task, name);
    made.setDaemon(true);
    thread = made;
    return made;
  }

  /** Runs the task after those that came before it. What it throws is logged and survived. */
  public void submit(Runnable task) {
    executor.execute(() -> run(task));
  }

  /**
   * Runs the task like {@link #submit} and tells what came of it. After the end of the thread the
   * answer never comes: wait with a limit.
   */
  public <T> CompletableFuture<T> call(Callable<T> task) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    submit(() -> complete(answer, task));
    return answer;
  }

  private static <T> void complete(CompletableFuture<T> answer, Callable<T> task) {
    try {
      answer.complete(task.call());
    } catch (Exception failed) {
      answer.completeExceptionally(failed);
    }
  }

  /** Runs the task once after the delay, or as soon as the thread is free. */
  public Appointment schedule(Runnable task, Duration delay) {
    Future<?> later = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> later.cancel(false);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error fault) {
      LOG.error("a task of the control thread failed", fault);
    }
  }

  /** Whether the caller runs on this thread. */
  public boolean current() {
    return Thread.currentThread() == thread;
  }

  /**
   * Guards state that belongs to this thread.
   *
   * @throws IllegalStateException on any other thread
   */
  public void require() {
    if (!current()) {
      throw new IllegalStateException(
          "servers are changed by the control thread only, not by "
              + Thread.currentThread().getName());
    }
  }

  /** Ends after the task it is in; what is waiting or scheduled is dropped. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
