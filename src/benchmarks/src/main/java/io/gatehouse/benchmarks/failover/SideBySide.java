package io.gatehouse.benchmarks.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Labs that run at the same time: they wait more than they work. */
final class SideBySide {
  private SideBySide() {}

  /** Runs all of them, so many at once; one that failed is said and left out. */
  static void run(int side, List<Callable<Void>> tasks) throws InterruptedException {
    try (ExecutorService labs = Executors.newFixedThreadPool(side)) {
      List<Future<Void>> futures = new ArrayList<>();
      tasks.forEach(task -> futures.add(labs.submit(task)));
      for (Future<Void> future : futures) {
        try {
          future.get();
        } catch (ExecutionException e) {
          System.err.println("a run failed: " + e.getCause());
        }
      }
    }
  }
}
