package io.gatehouse.gateway.quickstart;

import io.gatehouse.gateway.process.Predecessors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A short life of the process: start, traffic for every algorithm, SIGTERM. */
public final class Rehearsal {
  private static final int REQUESTS = 300;
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int STEP_MILLIS = 20;

  private Rehearsal() {}

  /** The program under its command line. */
  @FunctionalInterface
  public interface Program {
    int execute(String... arguments) throws InterruptedException;
  }

  /** The exit code of the program. */
  public static int run(Program program) throws Exception {
    Path folder = Files.createTempDirectory("gatehouse");
    Path file = folder.resolve("haproxy.cfg");
    Path pidfile = folder.resolve("pid");
    Path socket = folder.resolve("socket");
    try (DemoOrigin a = DemoOrigin.start("a");
        DemoOrigin b = DemoOrigin.start("b");
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      DemoConfiguration configuration = DemoConfiguration.of(a.port(), b.port());
      Files.writeString(file, configuration.text() + checked(socket, a.port()));
      Future<Integer> process =
          thread.submit(
              () -> program.execute("-q", "-f", file.toString(), "-p", pidfile.toString()));
      awaitReady(pidfile, process);
      try {
        traffic(configuration);
      } finally {
        int own = (int) ProcessHandle.current().pid();
        new Predecessors(List.of(), List.of(own)).end();
      }
      return process.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(pidfile);
      Files.deleteIfExists(socket);
      Files.deleteIfExists(folder);
    }
  }

  /** What the demonstration lacks: checks, and HTTP/2 with clients and with servers. */
  private static String checked(Path socket, int port) {
    return """

    frontend answering
      bind unix@%1$s proto h2
      http-request return status 200
    backend checked
      option httpchk GET /check
      server one unix@%1$s check proto h2 inter 100ms
      server two unix@%1$s check check-proto h2 proto h2 inter 100ms
      server three 127.0.0.1:%2$d check proto h1 inter 100ms
    """
        .formatted(socket, port);
  }

  private static void traffic(DemoConfiguration configuration)
      throws IOException, InterruptedException {
    for (int i = 0; i < Algorithm.ALL.size(); i++) {
      InetSocketAddress gateway =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), configuration.ports().get(i));
      var _ = new DemoClients(gateway, Algorithm.ALL.get(i).traffic()).send(REQUESTS);
    }
  }

  /** The pidfile is written when everything listens. */
  private static void awaitReady(Path pidfile, Future<Integer> process)
      throws IOException, InterruptedException {
    for (int waited = 0; !Files.exists(pidfile); waited += STEP_MILLIS) {
      if (process.isDone() || waited > PATIENCE_MILLIS) {
        throw new IOException("the gateway did not start");
      }
      Thread.sleep(STEP_MILLIS);
    }
  }
}
