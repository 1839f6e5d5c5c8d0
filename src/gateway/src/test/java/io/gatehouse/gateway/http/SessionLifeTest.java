package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.server.RunningServer.AdminState;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions through the whole data plane, while an operator changes the servers. */
@Timeout(60)
class SessionLifeTest {
  private static final String DEFAULTS =
      """
      defaults
        mode http
        timeout client 8s
        timeout server 8s
        timeout connect 8s
      listen l
        bind 127.0.0.1:PORT
        server a 127.0.0.1:A cookie A
        server b 127.0.0.1:B cookie B
      """;

  private final RawOrigin a = origin("a");
  private final RawOrigin b = origin("b");
  private final int port = freePort();
  private DataPlane plane = start("  cookie SESSION insert indirect nocache\n");

  private static int freePort() {
    try {
      return RealHaproxy.freePort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Gives each client that has no session one of its own, as applications do. */
  private static RawOrigin origin(String name) {
    try {
      return RawOrigin.start(
          connection -> {
            while (true) {
              String head = connection.readHead();
              boolean known = head.toLowerCase(java.util.Locale.ROOT).contains("jsessionid=");
              String cookie = known ? "" : "Set-Cookie: JSESSIONID=of-" + name + "\r\n";
              connection.send(
                  "HTTP/1.1 200 OK\r\nX-Server: %s\r\n%sContent-Length: 0\r\n\r\n"
                      .formatted(name, cookie));
            }
          });
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private DataPlane start(String lines) {
    String text =
        DEFAULTS
            .replace("PORT", String.valueOf(port))
            .replace(":A ", ":" + a.port() + " ")
            .replace(":B ", ":" + b.port() + " ");
    return BothProxies.plane(text + lines, new Endings());
  }

  private void restart(String lines) {
    plane.close();
    plane = start(lines);
  }

  @AfterEach
  void stop() {
    plane.close();
    a.close();
    b.close();
  }

  private void state(String server, AdminState state) {
    change(server, (backend, running) -> backend.serverState(running, state));
  }

  private void drain(String server, Duration sessions) {
    change(
        server,
        (backend, running) -> {
          backend.serverState(running, AdminState.DRAIN);
          running.life().keepSessions(sessions);
        });
  }

  private void change(String server, BiConsumer<RunningBackend, RunningServer> change) {
    RunningBackend backend = Objects.requireNonNull(plane.backend("l"));
    RunningServer running = Objects.requireNonNull(backend.server(server));
    plane
        .control()
        .call(
            () -> {
              change.accept(backend, running);
              return true;
            })
        .join();
  }

  private String head(String target, String cookie) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      String field = cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n";
      client.send("GET %s HTTP/1.1\r\nHost: h\r\n%s\r\n".formatted(target, field));
      return client.readAnswer().head();
    }
  }

  private String served(String target, String cookie) throws IOException {
    return RawConnection.header(head(target, cookie), "x-server");
  }

  @Test
  void aDrainingServerKeepsItsSessionsAndGetsNoNewOnes() throws IOException {
    state("b", AdminState.DRAIN);
    for (int i = 0; i < 4; i++) {
      assertThat(served("/", "SESSION=B; JSESSIONID=x")).isEqualTo("b");
      assertThat(served("/", "JSESSIONID=x")).isEqualTo("a");
    }
  }

  @Test
  void aDrainMayKeepSessionsForSomeTimeOnly() throws IOException {
    drain("b", Duration.ofDays(1));
    assertThat(served("/", "SESSION=B; JSESSIONID=x")).isEqualTo("b");
    drain("b", Duration.ZERO);
    String head = head("/", "SESSION=B; JSESSIONID=x");
    assertThat(RawConnection.header(head, "x-server")).isEqualTo("a");
    assertThat(RawConnection.header(head, "set-cookie")).isEqualTo("SESSION=A; path=/");
    state("b", AdminState.DRAIN);
    assertThat(served("/", "SESSION=B; JSESSIONID=x")).isEqualTo("b");
  }

  @Test
  void aServerInMaintenanceLosesItsSessionsAndTheyStayWithTheNext() throws IOException {
    state("b", AdminState.MAINT);
    String head = head("/", "SESSION=B; JSESSIONID=x");
    assertThat(RawConnection.header(head, "x-server")).isEqualTo("a");
    assertThat(RawConnection.header(head, "set-cookie")).isEqualTo("SESSION=A; path=/");
    state("b", AdminState.READY);
    assertThat(served("/", "SESSION=A; JSESSIONID=x")).isEqualTo("a");
    assertThat(served("/", "SESSION=B; JSESSIONID=x")).isEqualTo("b");
  }

  /** The behaviour recorded with HAProxy 1.5: learned cookies, request-learn, path parameters. */
  @Test
  void appsessionLeadsAsInHaproxyFifteen() throws IOException {
    restart("  appsession JSESSIONID len 64 timeout 5h request-learn\n");
    assertThat(head("/", "")).contains("JSESSIONID=of-a");
    assertThat(head("/", "")).contains("JSESSIONID=of-b");
    for (int i = 0; i < 3; i++) {
      assertThat(served("/", "JSESSIONID=of-a")).isEqualTo("a");
      assertThat(served("/", "j=1; JSESSIONID=of-b")).isEqualTo("b");
    }
    String first = served("/", "JSESSIONID=zzzz");
    for (int i = 0; i < 3; i++) {
      assertThat(served("/", "JSESSIONID=zzzz")).isEqualTo(first);
    }
    assertThat(served("/p;jsessionid=of-a", "")).isEqualTo("a");
    assertThat(served("/p;jsessionid=of-b?x=1", "")).isEqualTo("b");
  }
}
