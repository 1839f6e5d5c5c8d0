package io.gatehouse.testkit.failover;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * One thread of another process that stands still while the others run, as in an endless loop or a
 * call that never returns. Only the thread that halted it may let it go on, so one is kept for
 * that.
 */
final class HaltedThread implements AutoCloseable {
  private final CountDownLatch released = new CountDownLatch(1);
  private final CompletableFuture<Void> halted = new CompletableFuture<>();

  private HaltedThread() {}

  static HaltedThread of(long thread) {
    HaltedThread victim = new HaltedThread();
    Thread.ofPlatform().name("halt-" + thread).daemon().start(() -> victim.hold(thread));
    victim.halted.join();
    return victim;
  }

  private void hold(long thread) {
    try {
      Sys.halt(thread);
      halted.complete(null);
      released.await();
      Sys.resume(thread);
    } catch (IOException e) {
      // After the halt: the process has ended meanwhile, which is what was wanted.
      halted.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    released.countDown();
  }
}
