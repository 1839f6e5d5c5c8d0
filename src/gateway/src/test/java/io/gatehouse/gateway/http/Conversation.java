package io.gatehouse.gateway.http;

import io.gatehouse.gateway.http.Scenario.Step;
import io.gatehouse.testkit.BlackHole;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A scenario played through one of the proxies, and what both ends have seen of it. */
final class Conversation implements AutoCloseable {
  private static final long MILLI = 1_000_000L;

  private final Scenario scenario;
  private final int port;
  private final int dead;
  private final RawOrigin origin;
  private final List<Thread> threads = new ArrayList<>();
  private final List<StringBuilder> seen = new ArrayList<>();

  Conversation(Scenario scenario, int port, int dead) throws IOException {
    this.scenario = scenario;
    this.port = port;
    this.dead = dead;
    this.origin = ScriptedOrigin.start(scenario.origin());
  }

  /** The proxy's section of the configuration. */
  String section() {
    StringBuilder text = new StringBuilder();
    text.append("listen ").append(scenario.proxy()).append("\n  bind 127.0.0.1:").append(port);
    boolean server = false;
    for (String line : scenario.config()) {
      server |= line.startsWith("server ");
      String own =
          line.replace("{origin}", "127.0.0.1:" + origin.port())
              .replace("{dead}", "127.0.0.1:" + dead)
              .replace("{blackhole}", "127.0.0.1:" + BlackHole.port());
      text.append("\n  ").append(own);
    }
    if (!server) {
      text.append("\n  server s 127.0.0.1:").append(origin.port());
    }
    return text.append('\n').toString();
  }

  void start() {
    for (int i = 0; i < scenario.clients(); i++) {
      StringBuilder mine = new StringBuilder();
      seen.add(mine);
      threads.add(Thread.ofVirtual().start(() -> play(mine)));
    }
  }

  private void play(StringBuilder mine) {
    try (RawClient client = RawClient.connect(port)) {
      try {
        for (Step step : scenario.client()) {
          step(client, step);
        }
        client.socket().setSoTimeout(scenario.quiet());
        client.readToEnd();
      } finally {
        mine.append(Messages.normal(client.received()));
        mine.append(client.socket().isClosed() ? "\nleft" : ended(client));
      }
    } catch (IOException early) {
      mine.append("\ncut short");
    }
  }

  private static void step(RawClient client, Step step) throws IOException {
    switch (step.word()) {
      case "send" -> client.send(step.text());
      case "head" -> client.readHead();
      case "read" -> client.readAnswer();
      case "end" -> client.endOutput();
      case "gone" -> client.close();
      default -> LockSupport.parkNanos(Integer.parseInt(step.text()) * MILLI);
    }
  }

  private static String ended(RawConnection client) throws IOException {
    try {
      client.socket().setSoTimeout(50);
      return client.ended() ? "\nclosed" : "\nmore";
    } catch (SocketTimeoutException open) {
      return "\nopen";
    } catch (SocketException reset) {
      return "\nclosed";
    }
  }

  /** Waits for the clients, then tells what was seen; a client's order among others is chance. */
  String transcript() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    StringBuilder all = new StringBuilder();
    seen.stream()
        .map(StringBuilder::toString)
        .sorted()
        .forEach(c -> all.append("client\n").append(c).append('\n'));
    for (RawConnection connection : origin.connections()) {
      all.append("origin\n").append(Messages.normal(connection.received())).append('\n');
    }
    return all.toString();
  }

  Scenario scenario() {
    return scenario;
  }

  @Override
  public void close() {
    origin.close();
  }
}
