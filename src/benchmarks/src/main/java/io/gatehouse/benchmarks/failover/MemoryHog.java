package io.gatehouse.benchmarks.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the kernel's OOM killer end processes: they are put into a memory group of their own
 * together with a program that wants more memory than the group has and is the last to be chosen.
 */
final class MemoryHog {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String LIMIT = Long.toString(16L << 20);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private MemoryHog() {}

  static void kill(List<ProcessHandle> victims) throws IOException {
    Path group = group();
    for (ProcessHandle victim : victims) {
      if (victim.isAlive()) {
        Files.writeString(proc(victim, "oom_score_adj"), "1000");
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(victim.pid()));
      }
    }
    // It waits until it has been moved before it eats.
    Process hog =
        new ProcessBuilder("sh", "-c", "read go; exec head -c 64M /dev/zero | tail >/dev/null")
            .start();
    Files.writeString(group.resolve("cgroup.procs"), Long.toString(hog.pid()));
    hog.getOutputStream().write('\n');
    hog.getOutputStream().flush();
    await(victims);
    hog.descendants().forEach(ProcessHandle::destroyForcibly);
    hog.destroyForcibly().onExit().join();
    Files.deleteIfExists(group);
  }

  private static void await(List<ProcessHandle> victims) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (victims.stream().anyMatch(ProcessHandle::isAlive)) {
      if (System.nanoTime() > end) {
        throw new IOException("the OOM killer spared some");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  private static Path proc(ProcessHandle process, String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  /** A group below the one of this process, in the older or the newer hierarchy. */
  private static Path group() throws IOException {
    String name = "failover-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
      String[] parts = line.split(":", 3);
      if (parts[1].equals("memory")) {
        Path group = Path.of("/sys/fs/cgroup/memory" + parts[2]).resolve(name);
        Files.createDirectory(group);
        Files.writeString(group.resolve("memory.limit_in_bytes"), LIMIT);
        return group;
      }
    }
    Path group = Path.of("/sys/fs/cgroup").resolve(name);
    Files.createDirectory(group);
    Files.writeString(group.resolve("memory.max"), LIMIT);
    return group;
  }
}
