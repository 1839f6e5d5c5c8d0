package io.gatehouse.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Clients of mode tcp that the gateway sends away are told in order, or by a reset where the real
 * HAProxy resets, whatever they were sending at that moment.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalOracleTest {
  private static final int TRIES = 100;
  private static final int MOST_NANOS = 1_000_000;
  private static final String BIG = "x".repeat(200_000);
  private static final String TEXT =
      """
      listen noserver
        bind 127.0.0.1:{noserver}
      listen refused
        bind 127.0.0.1:{refused}
        retries 0
        server s 127.0.0.1:9
      listen content
        bind 127.0.0.1:{content}
        tcp-request content reject
        server s 127.0.0.1:ORIGIN
      listen connection
        bind 127.0.0.1:{connection}
        tcp-request connection reject
        server s 127.0.0.1:ORIGIN
      listen queue
        bind 127.0.0.1:{queue}
        timeout queue 300ms
        server s 127.0.0.1:ORIGIN maxconn 1
      """;

  private final RawOrigin origin = RawOrigin.start(connection -> connection.readToEnd());
  private final Duel duel = Duel.start(TEXT.replace("ORIGIN", Integer.toString(origin.port())));

  RefusalOracleTest() throws IOException {}

  @AfterAll
  void end() {
    duel.close();
    origin.close();
  }

  @Test
  void whoSendsWhileItIsSentAwayIsToldTheSameWay() throws IOException {
    for (String name : new String[] {"noserver", "refused", "content", "connection"}) {
      String seen = duel.same(name, RefusalOracleTest::endings);
      assertThat(seen).as(name).contains(name.equals("connection") ? "reset=" : "in order=");
    }
  }

  /** Those that send at once, up to a millisecond later, or not at all: how often which ending. */
  private static String endings(int port) {
    Map<String, Integer> seen = new TreeMap<>();
    for (int i = 0; i < TRIES; i++) {
      int wait = i % 10 == 0 ? 0 : ThreadLocalRandom.current().nextInt(MOST_NANOS);
      seen.merge(ending(port, i % 10 == 1 ? "" : "ping", wait), 1, Integer::sum);
    }
    return seen.toString();
  }

  private static String ending(int port, String text, int wait) {
    try (RawClient client = RawClient.connect(port)) {
      LockSupport.parkNanos(wait);
      client.send(text);
      boolean ended;
      do {
        ended = client.ended();
      } while (!ended);
      return "in order";
    } catch (SocketException e) {
      return "reset";
    } catch (IOException e) {
      return "not at all";
    }
  }

  /** More than a buffer: what is not read lies in the system when the connection is closed. */
  @Test
  void whoWaitedWithMuchToSayIsToldInOrder() throws IOException {
    duel.same(
        "queue",
        port -> {
          try (RawClient first = RawClient.connect(port)) {
            first.send("first");
            LockSupport.parkNanos(100 * MOST_NANOS);
            assertThat(ending(port, BIG, 0)).isEqualTo("in order");
          }
          return "";
        });
  }
}
