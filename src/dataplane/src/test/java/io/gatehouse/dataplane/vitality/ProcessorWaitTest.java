package io.gatehouse.dataplane.vitality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessorWaitTest {
  private static final long HOUR = 3_600_000_000_000L;

  private final AtomicBoolean over = new AtomicBoolean();

  private ProcessorWait of(Thread.Builder builder, Runnable work, List<Thread> threads)
      throws Exception {
    CompletableFuture<ProcessorWait> own = new CompletableFuture<>();
    threads.add(
        builder.start(
            () -> {
              own.complete(ProcessorWait.ofThread());
              while (!over.get()) {
                work.run();
              }
            }));
    return own.get();
  }

  private void end(List<Thread> threads) throws InterruptedException {
    over.set(true);
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
      thread.join();
    }
  }

  /** An hour did not pass: a thread that wants a processor is only as old as what it ran. */
  @Test
  void threadThatWantsAProcessorCountsWhatItRan() throws Exception {
    List<Thread> threads = new ArrayList<>();
    ProcessorWait wait = of(Thread.ofPlatform().name("a) S (b"), Thread::onSpinWait, threads);
    wait.begin();
    long ran = 0;
    while (ran == 0) {
      ran = wait.notWaited(HOUR);
    }
    end(threads);
    assertThat(ran).isBetween(1L, HOUR - 1);
  }

  @Test
  void threadThatStandsStillCountsAllTheTime() throws Exception {
    List<Thread> threads = new ArrayList<>();
    ProcessorWait wait = of(Thread.ofPlatform(), LockSupport::park, threads);
    wait.begin();
    long counted = 0;
    while (counted < HOUR) {
      counted = wait.notWaited(HOUR);
    }
    end(threads);
    assertThat(counted).isEqualTo(HOUR);
  }

  @Test
  void threadThatLooksAtItselfDoesNotWait() {
    ProcessorWait wait = ProcessorWait.ofThread();
    wait.begin();
    assertThat(wait.notWaited(HOUR)).isEqualTo(HOUR);
  }
}
