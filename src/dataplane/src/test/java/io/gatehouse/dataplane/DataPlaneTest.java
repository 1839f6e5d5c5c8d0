package io.gatehouse.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.model.Mode;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DataPlaneTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  @ParameterizedTest
  @ValueSource(strings = {"auto", "epoll", "nio"})
  void everyTransportServesWithSeveralLoops(String transport) throws IOException {
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane =
            DataPlane.start(
                new Models(Mode.HTTP).server(origin.port()).build(),
                DataPlaneSettings.of(transport, 2))) {
      for (int i = 0; i < 8; i++) {
        try (RawClient client = RawClient.connect(Models.port(plane))) {
          assertThat(client.exchange(GET).body()).isEqualTo("ok");
        }
      }
      assertThat(plane.frontend("fe")).isNotNull();
    }
  }

  @Test
  void aFullFrontendLeavesTheNextClientInTheBacklog() throws IOException {
    Models models = new Models(Mode.HTTP);
    models.frontendMaxconn = 1;
    try (RawOrigin origin = RawOrigin.answering(OK);
        DataPlane plane = models.server(origin.port()).start();
        RawClient first = RawClient.connect(Models.port(plane))) {
      first.exchange(GET);
      try (RawClient second = RawClient.connect(Models.port(plane))) {
        second.send(GET);
        assertThat(first.exchange(GET).body()).isEqualTo("ok");
        first.endOutput();
        assertThat(first.ended()).isTrue();
        assertThat(second.readAnswer().body()).isEqualTo("ok");
      }
    }
  }

  @Test
  void eachExchangeIsLoggedOnceWithHowItEnded() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    CountDownLatch logged = new CountDownLatch(2);
    DataPlaneSettings plain = DataPlaneSettings.of("auto", 1);
    DataPlaneSettings settings =
        new DataPlaneSettings(
            plain.transport(),
            plain.threads(),
            plain.wallClock(),
            plain.random(),
            (exchange, frontend) -> {
              int state = exchange.measures().terminationState();
              lines.add(
                  exchange.server()
                      + " "
                      + exchange.measures().status()
                      + " "
                      + (char) (state & 0xff)
                      + (char) (state >> 8 & 0xff));
              logged.countDown();
            });
    try (RawOrigin origin =
            RawOrigin.start(
                server -> {
                  server.readHead();
                  server.send(OK);
                });
        DataPlane plane =
            DataPlane.start(new Models(Mode.HTTP).server(origin.port()).build(), settings);
        RawClient client = RawClient.connect(Models.port(plane))) {
      client.exchange(GET);
      client.exchange("GET / HTTP/1.1\r\nbad header: x\r\n\r\n");
      assertThat(logged.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(lines).containsExactly("s1 200 --", " 400 PR");
    }
  }

  @Test
  void anUnknownTransportIsRefused() {
    assertThatThrownBy(
            () -> DataPlane.start(new Models(Mode.TCP).build(), DataPlaneSettings.of("kqueue", 1)))
        .hasMessageContaining("unknown transport 'kqueue'");
  }
}
