package io.gatehouse.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ListenersTest {
  private static String returning(String frontend, String word) {
    return """
    frontend %s
      bind 127.0.0.1:{%d}
      http-request return status 200 content-type text/plain string %s
    """
        .formatted(frontend, "fgh".indexOf(frontend), word);
  }

  @Test
  void aBindOfBothConfigurationsKeepsItsSockets() throws IOException {
    try (Renewed gateway = Renewed.start(returning("f", "old"))) {
      List<Listener> before = List.copyOf(gateway.plane().listeners());
      int port = gateway.port("f");
      assertThat(gateway.ask("f")).isEqualTo("old");
      gateway.reload(returning("f", "new"));
      assertThat(gateway.ask("f")).isEqualTo("new");
      assertThat(gateway.port("f")).isEqualTo(port);
      assertThat(gateway.plane().listeners()).isEqualTo(before);
    }
  }

  @Test
  void theSocketsGoToWhateverFrontendHasTheLineNow() throws IOException {
    try (Renewed gateway = Renewed.start(returning("f", "old"))) {
      int port = gateway.port("f");
      gateway.reload(returning("g", "other").replace("{1}", "{0}"));
      assertThat(gateway.port("g")).isEqualTo(port);
      assertThat(gateway.ask("g")).isEqualTo("other");
      assertThat(gateway.plane().frontend("f")).isNull();
    }
  }

  @Test
  void anAddedBindListensAndARemovedOneRefuses() throws IOException {
    try (Renewed gateway = Renewed.start(returning("f", "f") + returning("g", "g"))) {
      int gone = gateway.port("g");
      gateway.reload(returning("f", "f") + returning("h", "h"));
      assertThat(gateway.ask("h")).isEqualTo("h");
      gateway.reload(returning("f", "f"));
      assertThat(gateway.ask("f")).isEqualTo("f");
      assertThat(gateway.plane().listeners()).hasSize(1);
      assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> RawClient.connect(gone));
    }
  }

  @Test
  void aConnectionThatWaitsForARequestGoesOverToTheNewConfiguration() throws IOException {
    try (Renewed gateway = Renewed.start(returning("f", "old"));
        RawClient client = gateway.connect("f")) {
      assertThat(client.exchange(Renewed.REQUEST).body()).isEqualTo("old");
      gateway.reload(returning("f", "new"));
      assertThat(Renewed.eventually(() -> gateway.plane().endingGenerations() == 0)).isTrue();
      RawClient.Answer answer = client.exchange(Renewed.REQUEST);
      assertThat(answer.body()).isEqualTo("new");
      assertThat(answer.head()).doesNotContainIgnoringCase("connection: close");
    }
  }

  @Test
  void aConnectionOfAFrontendThatIsGoneEndsWithItsNextExchange() throws IOException {
    try (Renewed gateway = Renewed.start(returning("f", "f") + returning("g", "g"));
        RawClient client = gateway.connect("g")) {
      assertThat(client.exchange(Renewed.REQUEST).body()).isEqualTo("g");
      gateway.reload(returning("f", "f"));
      RawClient.Answer answer = client.exchange(Renewed.REQUEST);
      assertThat(answer.body()).isEqualTo("g");
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void anExchangeInFlightEndsAsItBegan() throws Exception {
    String text =
        """
        frontend f
          bind 127.0.0.1:{0}
          http-response set-header x-was %s
          default_backend b
        backend b
          server s 127.0.0.1:%d
        """;
    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    try (RawOrigin origin =
            RawOrigin.start(
                connection -> {
                  connection.readHead();
                  asked.countDown();
                  try {
                    answer.await();
                  } catch (InterruptedException e) {
                    throw new IOException(e);
                  }
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
        Renewed gateway = Renewed.start(text.formatted("old", origin.port()));
        RawClient client = gateway.connect("f")) {
      client.send(Renewed.REQUEST);
      asked.await();
      gateway.reload(text.formatted("new", origin.port()));
      assertThat(gateway.plane().endingGenerations()).isEqualTo(1);
      answer.countDown();
      assertThat(client.readAnswer().head()).contains("x-was: old");
      assertThat(Renewed.eventually(() -> gateway.plane().endingGenerations() == 0)).isTrue();
    }
  }

  @Test
  void aTunnelOfAnOldConfigurationEndsAfterItsHardStopTime() throws IOException {
    String text =
        """
        global
          hard-stop-after 300ms
        listen f
          mode tcp
          bind 127.0.0.1:{0}
          server s 127.0.0.1:%d weight %d
        """;
    try (RawOrigin echo =
            RawOrigin.start(connection -> connection.send(connection.readExactly(1)).readToEnd());
        Renewed gateway = Renewed.start(text.formatted(echo.port(), 1));
        RawClient client = gateway.connect("f")) {
      assertThat(client.send("x").readExactly(1)).isEqualTo("x");
      gateway.reload(text.formatted(echo.port(), 2));
      assertThat(client.readToEnd()).isEmpty();
      assertThat(Renewed.eventually(() -> gateway.plane().endingGenerations() == 0)).isTrue();
    }
  }

  @Test
  void anAddressThatIsTakenRefusesTheWholeConfiguration() throws IOException {
    try (Renewed gateway = Renewed.start(returning("f", "old"));
        ServerSocket taken = new ServerSocket(0)) {
      String more =
          returning("f", "new")
              + returning("g", "g").replace("127.0.0.1:{1}", "127.0.0.1:" + taken.getLocalPort());
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> gateway.reload(more))
          .withMessageContaining("cannot bind");
      assertThat(gateway.ask("f")).isEqualTo("old");
      assertThat(gateway.plane().frontend("g")).isNull();
    }
  }
}
