package io.gatehouse.benchmarks.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running program: what it costs, read from {@code /proc}. */
final class ProxyProcess implements AutoCloseable {
  private static final long TICK_NANOS = 10_000_000L;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  private final Process process;
  private final long startedAt;

  private ProxyProcess(Process process, long startedAt) {
    this.process = process;
    this.startedAt = startedAt;
  }

  /**
   * @param processors where it must run, such as {@code 0} or {@code 0-1}; empty for anywhere
   */
  static ProxyProcess start(List<String> command, Path folder, String processors)
      throws IOException {
    List<String> words = new ArrayList<>();
    if (!processors.isEmpty()) {
      words.addAll(List.of("taskset", "-c", processors));
    }
    words.addAll(command);
    Path output = folder.resolve(Path.of(command.get(0)).getFileName() + ".output");
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    long now = System.nanoTime();
    return new ProxyProcess(builder.start(), now);
  }

  /** A port that nobody listens on now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits for its first answer and returns the milliseconds since it was started. */
  double firstAnswer(int port) throws IOException, InterruptedException {
    long end = startedAt + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < end) {
      if (Answer.given(port)) {
        return (System.nanoTime() - startedAt) / 1e6;
      }
      if (!process.isAlive()) {
        throw new IllegalStateException("it ended with status " + process.exitValue());
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
    throw new IllegalStateException("no answer within 30 seconds");
  }

  /** Time on a processor so far, in user and system mode, in nanoseconds. */
  long cpuNanos() throws IOException {
    String stat = Files.readString(proc("stat"));
    String[] rest = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(rest[USER_TICKS]) + Long.parseLong(rest[SYSTEM_TICKS])) * TICK_NANOS;
  }

  /** Memory that is present, in KiB. */
  long residentKib() throws IOException {
    for (String line : Files.readAllLines(proc("status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no VmRSS");
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
