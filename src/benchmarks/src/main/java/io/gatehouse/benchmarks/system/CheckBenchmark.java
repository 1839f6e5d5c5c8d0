package io.gatehouse.benchmarks.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to check many servers once a second: processor time of a process that does nothing
 * else. Each server has an address of its own in 127.0.0.0/8, behind which there is one nginx.
 */
public final class CheckBenchmark {
  private static final int A_THIRD_OCTET = 250;

  private final Path home;
  private final Path folder;
  private final int servers;
  private final int seconds;
  private final int warmUp;
  private final int rounds;

  /** What servers are asked, as it stands in their backend. */
  private enum Kind {
    TCP("mode tcp"),
    HTTP("mode http\n  option httpchk GET /");

    private final String lines;

    Kind(String lines) {
      this.lines = lines;
    }
  }

  private CheckBenchmark(Path home, List<String> words) {
    this.home = home;
    this.folder = home.resolve("src/benchmarks/target/checks");
    this.servers = number(words, "--servers", 2_000);
    this.seconds = number(words, "--seconds", 20);
    this.warmUp = number(words, "--warm-up", 30);
    this.rounds = number(words, "--rounds", 3);
  }

  private static int number(List<String> words, String option, int otherwise) {
    int at = words.indexOf(option);
    return at < 0 ? otherwise : Integer.parseInt(words.get(at + 1));
  }

  public static void main(String[] words) throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("gatehouse.home", ".")).toAbsolutePath().normalize();
    new CheckBenchmark(home, List.of(words)).run();
  }

  private void run() throws IOException, InterruptedException {
    int origin = ProxyProcess.freePort();
    Path place = Files.createDirectories(folder.resolve("origin"));
    try (ProxyProcess nginx = ProxyProcess.start(Peer.nginx(nginx(place, origin)), place, "")) {
      nginx.firstAnswer(origin);
      System.out.printf(
          "%d servers checked once a second, %d rounds of %d s%n%n", servers, rounds, seconds);
      System.out.println("| check | program | percent of a core | µs for each check |");
      System.out.println("| --- | --- | --- | --- |");
      for (Kind kind : Kind.values()) {
        measure(kind, origin).forEach(one -> row(kind, one.peer(), one.percent()));
      }
    }
  }

  private void row(Kind kind, Peer peer, Figures percent) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %.1f |%n",
        kind.name().toLowerCase(Locale.ROOT),
        peer.label(),
        percent.text(1),
        percent.median() * 10_000 / servers);
  }

  /** A program that checks. */
  private record Running(Peer peer, ProxyProcess process, Figures percent) {}

  private List<Running> measure(Kind kind, int origin) throws IOException, InterruptedException {
    List<Running> running = new ArrayList<>();
    try {
      for (Peer peer : List.of(Peer.GATEHOUSE, Peer.HAPROXY)) {
        int port = ProxyProcess.freePort();
        Path own = Files.createDirectories(folder.resolve(kind + "-" + peer.label()));
        Path file = Files.writeString(own.resolve("checks.cfg"), configuration(kind, port, origin));
        ProxyProcess process = ProxyProcess.start(peer.command(home, file), own, "");
        running.add(new Running(peer, process, new Figures()));
        process.firstAnswer(port);
      }
      TimeUnit.SECONDS.sleep(warmUp);
      for (int i = 0; i < rounds; i++) {
        round(running);
      }
    } finally {
      running.forEach(one -> one.process().close());
    }
    return running;
  }

  /** Both at the same time: what else the machine does meets both. */
  private void round(List<Running> running) throws IOException, InterruptedException {
    long[] before = new long[running.size()];
    long began = System.nanoTime();
    for (int i = 0; i < before.length; i++) {
      before[i] = running.get(i).process().cpuNanos();
    }
    TimeUnit.SECONDS.sleep(seconds);
    double time = System.nanoTime() - began;
    for (int i = 0; i < before.length; i++) {
      Running one = running.get(i);
      one.percent().add(100 * (one.process().cpuNanos() - before[i]) / time);
    }
  }

  private String configuration(Kind kind, int port, int origin) {
    StringBuilder text =
        new StringBuilder(
            """
            defaults
              timeout connect 5s
              timeout client 5s
              timeout server 5s
            frontend f
              mode http
              bind 127.0.0.1:%d
              default_backend plain
            backend plain
              mode http
              server one 127.0.0.1:%d
            backend checked
              %s
              default-server check inter 1s
            """
                .formatted(port, origin, kind.lines));
    for (int i = 0; i < servers; i++) {
      int third = 1 + i / A_THIRD_OCTET;
      int fourth = 1 + i % A_THIRD_OCTET;
      text.append("  server s%d 127.0.%d.%d:%d%n".formatted(i, third, fourth, origin));
    }
    return text.toString();
  }

  private static Path nginx(Path place, int port) throws IOException {
    return Files.writeString(
        place.resolve("origin.conf"),
        """
        daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/errors;
        events { worker_connections 4096; }
        http {
          access_log off;
          client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
          uwsgi_temp_path %1$s; scgi_temp_path %1$s;
          server { listen %2$d backlog=4096; location / { return 200 "well\n"; } }
        }
        """
            .formatted(place, port));
  }
}
