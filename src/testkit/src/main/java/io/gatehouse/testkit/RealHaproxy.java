package io.gatehouse.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The real HAProxy as an oracle: starts the installed program with a configuration, waits until it
 * serves, and ends it on close. A runtime socket of level admin is always there, so readiness needs
 * no connection to a listener and leaves the counters alone.
 */
public final class RealHaproxy implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
  private static final FreePorts PORTS = new FreePorts();
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Path folder;
  private final Process process;

  private RealHaproxy(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /** Whether the program is installed: CI always has it, a developer's machine may not. */
  public static boolean installed() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * A port that was free a moment ago, for the {@code bind} lines of a configuration. The kernel
   * takes it for nobody, and no test that runs meanwhile in another process is given it.
   */
  public static int freePort() throws IOException {
    return PORTS.next();
  }

  /** Starts it with the text of a configuration file; fails with its own words when it refuses. */
  public static RealHaproxy start(String configuration) throws IOException {
    Path folder = Files.createTempDirectory("haproxy");
    Path own = folder.resolve("admin.cfg");
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(own, "global\n  stats socket " + folder + "/admin.sock level admin\n");
    Files.writeString(file, configuration);
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-db", "-f", own.toString(), "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    RealHaproxy haproxy = new RealHaproxy(folder, process);
    haproxy.awaitReady();
    return haproxy;
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + START_NANOS;
    while (!serves()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String words = output();
        close();
        throw new IOException("haproxy did not start: " + words);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private boolean serves() {
    try (SocketChannel channel = open()) {
      return channel.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private SocketChannel open() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(folder.resolve("admin.sock")));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Sends one command to the runtime socket and returns the whole answer. */
  public String command(String line) throws IOException {
    try (SocketChannel channel = open()) {
      channel.write(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
      return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
    }
  }

  /** What it wrote to its standard output and error so far. */
  public String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException leftBehind) {
      return;
    }
  }
}
