package io.gatehouse.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reloads while clients come, stay and stream. */
@Timeout(300)
class UnderLoadTest {
  private static final int RELOADS = 30;
  private static final int CLIENTS = 4;
  private static final int ASKED_BETWEEN_RELOADS = 40;

  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  private static String text(int number, RawOrigin http, RawOrigin echo) {
    return """
    frontend f
      bind 127.0.0.1:{0}
      http-response set-header x-number %d
      default_backend b
    backend b
      server a 127.0.0.1:%d weight %d
      %s
    listen tunnel
      mode tcp
      bind 127.0.0.1:{1}
      server e 127.0.0.1:%d weight %d
    """
        .formatted(
            number,
            http.port(),
            1 + number,
            number % 2 == 0 ? "server b 127.0.0.1:" + http.port() : "",
            echo.port(),
            1 + number);
  }

  @Test
  void nobodyNoticesAndTheSocketsStay() throws Exception {
    try (RawOrigin http = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        RawOrigin echo =
            RawOrigin.start(
                connection -> {
                  while (true) {
                    connection.send(connection.readExactly(1));
                  }
                });
        Renewed gateway = Renewed.start(text(0, http, echo));
        RawClient kept = gateway.connect("f");
        RawClient tunnel = gateway.connect("tunnel")) {
      List<Listener> listeners = List.copyOf(gateway.plane().listeners());
      List<Thread> clients = clients(gateway.port("f"));
      for (int i = 1; i <= RELOADS; i++) {
        assertThat(kept.exchange(Renewed.REQUEST).body()).isEqualTo("ok");
        assertThat(tunnel.send("x").readExactly(1)).isEqualTo("x");
        gateway.reload(text(i, http, echo));
        int seen = answers.get() + ASKED_BETWEEN_RELOADS;
        assertThat(Renewed.eventually(() -> answers.get() >= seen || !failures.isEmpty())).isTrue();
      }
      over.set(true);
      for (Thread client : clients) {
        client.join();
      }
      assertThat(failures).isEmpty();
      assertThat(gateway.plane().listeners()).isEqualTo(listeners);
      RawClient.Answer last = kept.exchange(Renewed.REQUEST);
      assertThat(last.head()).contains("x-number: " + RELOADS);
      assertThat(tunnel.send("y").readExactly(1)).isEqualTo("y");
    }
  }

  private List<Thread> clients(int port) {
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(Thread.ofPlatform().daemon().start(() -> ask(port)));
    }
    return clients;
  }

  private void ask(int port) {
    while (!over.get()) {
      try (RawClient client = RawClient.connect(port)) {
        String body = client.exchange(Renewed.REQUEST).body();
        if (!body.equals("ok")) {
          failures.add(body);
        }
        answers.incrementAndGet();
      } catch (IOException | RuntimeException failed) {
        failures.add(failed.toString());
      }
    }
  }
}
