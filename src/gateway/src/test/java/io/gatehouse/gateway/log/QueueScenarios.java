package io.gatehouse.gateway.log;

import static io.gatehouse.gateway.log.Scenario.http;
import static io.gatehouse.gateway.log.Scenario.tcp;
import static io.gatehouse.gateway.log.Steps.GET;
import static io.gatehouse.gateway.log.Steps.LAST_GET;
import static io.gatehouse.gateway.log.Steps.OK;
import static io.gatehouse.gateway.log.Steps.sends;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Those that wait for a server: served, too late, or gone before. */
final class QueueScenarios {
  private static final String SERVER = "server s1 127.0.0.1:ORIGIN maxconn 1";

  private QueueScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    single(all);
    places(all);
    leavers(all);
    return all;
  }

  /** Answers every request after 600 ms: four pauses. */
  private static void slow(RawConnection connection) throws IOException {
    while (true) {
      connection.readBody(connection.readHead());
      for (int i = 0; i < 4; i++) {
        Steps.pause();
      }
      connection.send(OK);
    }
  }

  private static void single(List<Scenario> all) {
    all.add(
        http("queue-timeout", Steps::mute, inTurn(GET, LAST_GET))
            .to("timeout queue 300ms", "timeout server 1s", SERVER)
            .writes(2));
    all.add(
        http(
                "queued",
                QueueScenarios::slow,
                port -> {
                  try (RawClient first = RawClient.connect(port)) {
                    first.send(GET);
                    Steps.pause();
                    sends(LAST_GET).run(port);
                    first.readAnswer();
                  }
                })
            .to("timeout queue 5s", SERVER)
            .writes(2));
  }

  /** Each a pause after the one before, all at once in the end; each until its connection ends. */
  private static Scenario.Clients inTurn(String... requests) {
    return port -> {
      List<RawClient> clients = new ArrayList<>();
      try {
        for (String request : requests) {
          RawClient client = RawClient.connect(port);
          clients.add(client);
          client.send(request);
          Steps.pause();
        }
        for (RawClient client : clients) {
          client.readToEnd();
        }
      } finally {
        for (RawClient client : clients) {
          client.close();
        }
      }
    };
  }

  /**
   * The place in the queue that logs tell counts who was served before, not who came before. The
   * second client is served when the first one is, the others are too late.
   */
  private static void places(List<Scenario> all) {
    String[] requests = {LAST_GET, LAST_GET, LAST_GET, LAST_GET};
    String limit = "timeout queue 700ms";
    all.add(
        http("queue-places", QueueScenarios::slow, inTurn(requests)).to(limit, SERVER).writes(4));
    all.add(
        http("queue-places-of-server", QueueScenarios::slow, inTurn(requests))
            .to(limit, "balance uri", SERVER)
            .writes(4));
    all.add(
        tcp("tcp-queue-places", Steps::mute, inTurn("one", "two", "three"))
            .to("timeout queue 400ms", "timeout server 1s", SERVER)
            .writes(3));
    all.add(
        tcp("tcp-queue-places-of-server", Steps::mute, inTurn("one", "two", "three"))
            .to("timeout queue 400ms", "timeout server 1s", "balance source", SERVER)
            .writes(3));
  }

  /** The second of three; how it leaves is its own affair. */
  private static Scenario.Clients secondLeaves(Leaving how) {
    return port -> {
      try (RawClient first = RawClient.connect(port)) {
        first.send(LAST_GET);
        Steps.pause();
        try (RawClient second = RawClient.connect(port);
            RawClient third = RawClient.connect(port)) {
          second.send(LAST_GET.replace("last", "leaves"));
          Steps.pause();
          third.send(LAST_GET.replace("last", "stays"));
          Steps.pause();
          how.of(second);
          third.readToEnd();
        }
        first.readToEnd();
      }
    };
  }

  private interface Leaving {
    void of(RawClient client) throws IOException;
  }

  private static void leavers(List<Scenario> all) {
    // Its place is kept, and the server's time with it.
    all.add(
        http("queue-left-and-served", QueueScenarios::slow, secondLeaves(RawClient::close))
            .to("timeout queue 5s", "no option abortonclose", SERVER)
            .writes(3));
    all.add(
        tcp("tcp-queue-left", Steps::mute, secondLeaves(QueueScenarios::reset))
            .to("timeout queue 600ms", "timeout server 1s", SERVER)
            .writes(3));
  }

  private static void reset(RawClient client) throws IOException {
    client.socket().setSoLinger(true, 0);
    client.close();
  }
}
