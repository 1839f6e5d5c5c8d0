package io.gatehouse.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Mode;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpModeTest {
  @Test
  void bytesGoThroughUntouchedAndEachEndIsPassedOn() throws IOException {
    try (RawOrigin origin =
            RawOrigin.start(
                server -> {
                  String all = server.readToEnd();
                  server.send("echo:" + all);
                });
        DataPlane plane = new Models(Mode.TCP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      client.send("a\0b\r\n\r\n");
      client.send("more");
      client.endOutput();
      assertThat(client.readToEnd()).isEqualTo("echo:a\0b\r\n\r\nmore");
    }
  }

  @Test
  void theServerMayEndFirst() throws IOException {
    try (RawOrigin origin =
            RawOrigin.start(
                server -> {
                  server.send("greeting");
                  server.endOutput();
                  server.readToEnd();
                });
        DataPlane plane = new Models(Mode.TCP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      assertThat(client.readToEnd()).isEqualTo("greeting");
      client.send("late");
      client.endOutput();
    }
  }

  @Test
  void connectionsRotateOverTheServers() throws IOException {
    try (RawOrigin one = naming("1");
        RawOrigin two = naming("2");
        RawOrigin three = naming("3");
        DataPlane plane =
            new Models(Mode.TCP)
                .server(one.port())
                .server(two.port())
                .server(three.port())
                .start()) {
      StringBuilder answers = new StringBuilder();
      for (int i = 0; i < 6; i++) {
        try (RawClient client = RawClient.connect(Models.port(plane))) {
          answers.append(client.readToEnd());
        }
      }
      assertThat(answers.toString()).isEqualTo("123123");
    }
  }

  private static RawOrigin naming(String name) throws IOException {
    return RawOrigin.start(server -> server.send(name));
  }

  @Test
  void withoutServersTheConnectionIsClosed() throws IOException {
    try (DataPlane plane = new Models(Mode.TCP).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void aDeadServerIsLeftForTheNextOneAtOnce() throws IOException {
    Models models = new Models(Mode.TCP);
    models.redispatch = -1;
    try (RawOrigin alive = naming("alive");
        DataPlane plane = models.server(closedPort()).server(alive.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      assertThat(client.readToEnd()).isEqualTo("alive");
    }
  }

  @Test
  void aFullServerMakesTheNextConnectionWait() throws IOException {
    Models models = new Models(Mode.TCP);
    models.maxconn = 1;
    try (RawOrigin origin =
            RawOrigin.start(
                server -> {
                  server.send("x");
                  server.readToEnd();
                });
        DataPlane plane = models.server(origin.port()).start();
        RawClient first = RawClient.connect(Models.port(plane))) {
      assertThat(first.readExactly(1)).isEqualTo("x");
      try (RawClient second = RawClient.connect(Models.port(plane))) {
        second.send("waiting");
        first.endOutput();
        assertThat(first.ended()).isTrue();
        assertThat(second.readExactly(1)).isEqualTo("x");
        assertThat(origin.connections()).hasSize(2);
      }
    }
  }

  @Test
  void manyBytesCrossBothWaysWithoutLoss() throws Exception {
    int size = 4_000_000;
    try (RawOrigin origin = RawOrigin.start(server -> server.send(server.readExactly(size)));
        DataPlane plane = new Models(Mode.TCP).server(origin.port()).start();
        RawClient client = RawClient.connect(Models.port(plane))) {
      String sent = "0123456789abcdef".repeat(size / 16);
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      client.send(sent);
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      assertThat(client.readExactly(size)).isEqualTo(sent);
      writer.join();
    }
  }

  /** A port that nobody listens at. */
  static int closedPort() throws IOException {
    return RealHaproxy.freePort();
  }
}
