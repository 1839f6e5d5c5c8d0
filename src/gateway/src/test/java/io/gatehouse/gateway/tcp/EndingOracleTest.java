package io.gatehouse.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Connections end in order or by a reset where those of the real HAProxy do ({@code nolinger}). */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndingOracleTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String SHORT = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok";
  private static final List<String> NAMES = List.of("plain", "client", "server", "both");

  private final BlockingQueue<String> origin = new LinkedBlockingQueue<>();
  private final RawOrigin server = RawOrigin.start(this::serve);
  private final Duel duel = Duel.start(text());

  EndingOracleTest() throws IOException {}

  private String text() {
    StringBuilder text = new StringBuilder();
    for (String mode : List.of("tcp", "http")) {
      for (String name : NAMES) {
        text.append(
            """
            frontend %1$s%2$s
              mode %1$s
              timeout client 400ms
              bind 127.0.0.1:{%1$s%2$s}
              %3$s
              %6$s
              default_backend %1$s%2$s-b
            backend %1$s%2$s-b
              mode %1$s
              timeout server 700ms
              %4$s
              option http-server-close
              server s 127.0.0.1:%5$d
            """
                .formatted(
                    mode,
                    name,
                    name.equals("client") || name.equals("both") ? "option nolinger" : "",
                    name.equals("server") || name.equals("both") ? "option nolinger" : "",
                    server.port(),
                    mode.equals("http") ? "http-request deny if { path /deny }" : ""));
      }
    }
    return text.toString();
  }

  /** The first line says what the server does. */
  private void serve(RawConnection connection) throws IOException {
    String line = connection.readLine();
    if (line.contains("/")) {
      String field;
      do {
        field = connection.readLine();
      } while (!field.isBlank());
    }
    if (line.contains("answer")) {
      connection.send(OK);
    } else if (line.contains("cut")) {
      connection.send(SHORT);
    }
    if (line.contains("half")) {
      connection.endOutput();
    }
    if (!line.contains("close") && !line.contains("cut")) {
      origin.add(line.strip() + " " + ending(connection));
    }
  }

  private static String ending(RawConnection connection) {
    try {
      boolean ended;
      do {
        ended = connection.ended();
      } while (!ended);
      return "in order";
    } catch (SocketException e) {
      return "by a reset";
    } catch (IOException e) {
      return "not at all";
    }
  }

  @AfterAll
  void end() {
    duel.close();
    server.close();
  }

  private String seen(int port, String say, boolean half, boolean leave)
      throws IOException, InterruptedException {
    origin.clear();
    String client;
    try (RawClient connection = RawClient.connect(port)) {
      connection.send(say);
      if (half) {
        connection.endOutput();
      }
      client = leave ? "left" : ending(connection) + " after " + connection.received().length();
    }
    String asked = say.lines().findFirst().orElseThrow();
    boolean told = !asked.contains("close") && !asked.contains("cut") && !asked.contains("deny");
    return client + ", server " + (told ? origin.poll(5, TimeUnit.SECONDS) : "closed");
  }

  /** What ended how, line by line, so that a difference shows with all others. */
  private String said(int port, String say, boolean half, boolean leave) throws IOException {
    try {
      String how = (half ? " and ends" : "") + (leave ? " and leaves" : "");
      return say.strip().replaceAll("\\s+", " ") + how + ": " + seen(port, say, half, leave);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void tcpConnectionsEndTheSameWay() throws IOException {
    List<String> theirs = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    for (String name : NAMES) {
      tcp(name, duel.theirs("tcp" + name), theirs);
      tcp(name, duel.ours("tcp" + name), ours);
    }
    assertThat(ours).isEqualTo(theirs);
  }

  /**
   * With {@code nolinger} some endings are a race in the real program as well, such as an answer
   * against the reset behind it: those are not asked for.
   */
  private void tcp(String name, int port, List<String> seen) throws IOException {
    boolean plain = name.equals("plain");
    if (plain || name.equals("server")) {
      seen.add(name + " " + said(port, "answer close\n", false, false));
      seen.add(name + " " + said(port, "answer half\n", false, false));
    }
    if (plain) {
      seen.add(name + " " + said(port, "answer close\n", true, false));
      seen.add(name + " " + said(port, "answer half\n", true, false));
      seen.add(name + " " + said(port, "answer\n", true, false));
    }
    seen.add(name + " " + said(port, "answer\n", false, false));
    seen.add(name + " " + said(port, "silence\n", false, false));
    seen.add(name + " " + said(port, "silence\n", true, false));
    seen.add(name + " " + said(port, "silence\n", false, true));
  }

  @Test
  void httpConnectionsEndTheSameWay() throws IOException {
    List<String> theirs = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    for (String name : NAMES) {
      http(name, duel.theirs("http" + name), theirs);
      http(name, duel.ours("http" + name), ours);
    }
    assertThat(ours).isEqualTo(theirs);
  }

  private void http(String name, int port, List<String> seen) throws IOException {
    for (String what : List.of("answer", "answer-close", "cut", "silence", "deny")) {
      String head = "GET /" + what + " HTTP/1.1\r\nHost: h\r\n";
      seen.add(name + " " + said(port, head + "\r\n", false, false));
      seen.add(name + " " + said(port, head + "Connection: close\r\n\r\n", false, false));
    }
  }
}
