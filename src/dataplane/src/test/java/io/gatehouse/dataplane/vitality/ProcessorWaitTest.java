package io.gatehouse.dataplane.vitality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessorWaitTest {

  @Test
  void threadThatCompetesForProcessorsWaits() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<ProcessorWait>> opened = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors() + 2; i++) {
      CompletableFuture<ProcessorWait> own = new CompletableFuture<>();
      opened.add(own);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    own.complete(ProcessorWait.ofThread());
                    while (!over.get()) {
                      Thread.onSpinWait();
                    }
                  }));
    }
    ProcessorWait wait = opened.getFirst().get();
    long waited = 0;
    while (waited == 0) {
      waited = wait.since();
    }
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(waited).isPositive();
  }

  @Test
  void threadThatNobodyCanReadOfHasNotWaited() {
    ProcessorWait wait = ProcessorWait.ofThread();
    var _ = wait.since();
    assertThat(wait.since()).isNotNegative();
  }
}
