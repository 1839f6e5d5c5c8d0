package io.gatehouse.gateway.check;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real server, started in the foreground and ended on close. */
final class Daemon implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

  private final Process process;
  private final Path output;
  private final int port;

  /** The words of its command line. */
  @FunctionalInterface
  interface Command {
    List<String> words(int port) throws IOException, InterruptedException;
  }

  private Daemon(Process process, Path output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
  }

  /** Starts it and waits until it accepts connections. */
  static Daemon start(Path folder, Command command) throws IOException, InterruptedException {
    int port = RealHaproxy.freePort();
    Path output = folder.resolve("output");
    Daemon daemon = new Daemon(run(command.words(port), output), output, port);
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!daemon.accepts()) {
      if (!daemon.process.isAlive() || System.nanoTime() > end) {
        daemon.close();
        throw new IOException("it did not start: " + Files.readString(output));
      }
      boolean _ = daemon.process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    return daemon;
  }

  /**
   * nginx as one process.
   *
   * @param location what it does with requests
   */
  static Daemon nginx(Path folder, String location) throws IOException, InterruptedException {
    Path settings = folder.resolve("nginx.conf");
    return start(
        folder,
        port -> {
          Files.writeString(
              settings,
              """
              daemon off;
              master_process off;
              pid %1$s/pid;
              error_log %1$s/errors;
              events {}
              http {
                access_log off;
                client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
                uwsgi_temp_path %1$s; scgi_temp_path %1$s;
                server {
                  listen 127.0.0.1:%2$d;
                  location / { %3$s }
                }
              }
              """
                  .formatted(folder, port, location));
          return List.of("/usr/sbin/nginx", "-c", settings.toString());
        });
  }

  static Process run(List<String> words, Path output) throws IOException {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }

  private boolean accepts() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return output.toString();
  }
}
