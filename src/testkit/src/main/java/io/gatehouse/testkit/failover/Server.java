package io.gatehouse.testkit.failover;

import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A host with a real nginx that answers everything with one word. */
public final class Server {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Network.Host host;
  private final String listen;
  private final String word;
  private @Nullable Process process;

  Server(Network.Host host, String listen, String word) {
    this.host = host;
    this.listen = listen;
    this.word = word;
  }

  public Network.Host host() {
    return host;
  }

  void start(Path folder) throws IOException {
    Path home = Files.createDirectories(folder);
    Path file =
        Files.writeString(
            home.resolve("nginx.conf"),
            """
            daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/error.log;
            events { worker_connections 4096; }
            http {
              access_log off; keepalive_requests 1000000000;
              client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
              uwsgi_temp_path %1$s; scgi_temp_path %1$s;
              server { listen %2$s; location / { return 200 "%3$s\\n"; } }
            }
            """
                .formatted(home, listen, word));
    process =
        host.start(home.resolve("words"), "nginx", "-p", home.toString(), "-c", file.toString());
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!Files.exists(home.resolve("pid"))) {
      if (System.nanoTime() > end) {
        throw new IOException("nginx did not start: " + Files.readString(home.resolve("words")));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /** Ends it as a crash does. */
  public void kill() throws IOException {
    Process running = process;
    if (running == null) {
      return;
    }
    List<ProcessHandle> family =
        Stream.concat(Stream.of(running.toHandle()), running.descendants()).toList();
    for (ProcessHandle each : family) {
      if (each.isAlive()) {
        Sys.kill(each.pid(), Sys.SIGKILL);
      }
    }
  }
}
