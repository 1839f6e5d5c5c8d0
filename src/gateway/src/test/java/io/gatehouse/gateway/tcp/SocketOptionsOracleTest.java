package io.gatehouse.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.gateway.tcp.SocketOptions.Option;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The kernel is told the same of sockets as by the real HAProxy. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketOptionsOracleTest {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final List<String> MODES = List.of("tcp", "http");
  private static final List<String> NONE = List.of();
  private static final List<List<String>> CASES =
      List.of(
          List.of(""),
          List.of("option tcpka"),
          List.of("option clitcpka"),
          List.of("option srvtcpka"),
          List.of("option clitcpka", "clitcpka-cnt 4", "clitcpka-idle 70s", "clitcpka-intvl 9s"),
          List.of("option srvtcpka", "srvtcpka-cnt 5", "srvtcpka-idle 80s", "srvtcpka-intvl 8s"),
          List.of("clitcpka-cnt 4", "srvtcpka-cnt 5"),
          List.of("option tcpka", "clitcpka-idle 65s", "srvtcpka-intvl 7s", "no option srvtcpka"));

  private static final List<String> LINKS =
      List.of("tfo", "source 127.0.0.1 interface lo", "source 127.0.0.9 interface lo tfo");
  private static final List<String> BINDS =
      List.of(
          "",
          "tfo",
          "tfo backlog 33",
          "tfo maxconn 55",
          "tfo|backlog 77",
          "tfo|maxconn 99",
          "interface lo",
          "interface lo defer-accept mss 1000 tcp-ut 8s",
          "v4v6",
          "v6only interface lo",
          "transparent");

  private final SocketOptions options = new SocketOptions();
  private final RawOrigin origin = RawOrigin.answering(ANSWER);
  private final Duel duel;

  SocketOptionsOracleTest() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "looking at sockets needs root");
    duel = Duel.start(text());
  }

  /** Each with a relay of its own, by whose port the connection to the server is found. */
  private String text() {
    StringBuilder text = new StringBuilder();
    for (String mode : MODES) {
      for (int i = 0; i < CASES.size(); i++) {
        text.append(listen(mode + i, mode, "", "", CASES.get(i)));
      }
    }
    text.append(
        listen("special", "tcp", "tcp-ut 25s transparent", "tcp-ut 35s source 127.0.0.9", NONE));
    text.append(listen("marked", "http", "", "", List.of("http-request set-mark 7")));
    text.append(listen("quick", "http", "", "tfo", NONE));
    for (int i = 0; i < LINKS.size(); i++) {
      text.append(listen("link" + i, "tcp", "", LINKS.get(i), NONE));
    }
    for (int i = 0; i < BINDS.size(); i++) {
      text.append(bound("bind" + i, BINDS.get(i)));
    }
    return text.toString();
  }

  private String listen(String name, String mode, String bind, String server, List<String> lines) {
    return """
    listen %1$s
      mode %2$s
      bind 127.0.0.1:{%1$s} %3$s
      server s 127.0.0.1:{r%1$s} %4$s
      %5$s
    listen r%1$s
      bind 127.0.0.1:{r%1$s}
      server s 127.0.0.1:%6$d
    """
        .formatted(name, mode, bind, server, String.join("\n  ", lines), origin.port());
  }

  /** Behind {@code |} what the frontend says. */
  private static String bound(String name, String words) {
    String[] parts = words.split("\\|", -1);
    String address = words.startsWith("v") ? "::1" : "127.0.0.1";
    return "frontend %1$s\n  bind %2$s:{%1$s} %3$s\n  %4$s\n"
        .formatted(name, address, parts[0], parts.length > 1 ? parts[1] : "");
  }

  @AfterAll
  void end() {
    duel.close();
    origin.close();
  }

  private void compare(String name) throws IOException {
    String theirs = seen(duel.haproxyPid(), duel.theirs(name), duel.theirs("r" + name));
    assertThat(seen(ProcessHandle.current().pid(), duel.ours(name), duel.ours("r" + name)))
        .as(name)
        .isEqualTo(theirs);
    assertThat(theirs).contains("keepalive").contains("nodelay");
  }

  /** The options of the client's and of the server's connection, while both are open. */
  private String seen(long pid, int port, int relay) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      client.readHead();
      int from = client.socket().getLocalPort();
      return "client "
          + options.of(pid, port, from, Option.ALL)
          + "\nserver "
          + options.of(pid, 0, relay, Option.ALL);
    }
  }

  @Test
  void keepAliveIsSetWhereItIsAskedFor() throws IOException {
    for (String mode : MODES) {
      for (int i = 0; i < CASES.size(); i++) {
        compare(mode + i);
      }
    }
  }

  @Test
  void timeoutsSourcesAndMarksReachTheKernel() throws IOException {
    compare("special");
    compare("marked");
  }

  @Test
  void devicesAndFastOpeningReachTheKernel() throws IOException {
    for (int i = 0; i < LINKS.size(); i++) {
      compare("link" + i);
    }
  }

  /** The installed version never does so; newer ones do where the request is known already. */
  @Test
  void aRequestGoesWithTheFirstPacket() throws IOException {
    long here = ProcessHandle.current().pid();
    assertThat(seen(here, duel.ours("quick"), duel.ours("rquick")))
        .contains("server [")
        .contains("fast-open-connect 1]");
  }

  @Test
  void listeningSocketsAreAsTheirLinesSay() throws IOException {
    for (int i = 0; i < BINDS.size(); i++) {
      Set<String> theirs = listening(duel.haproxyPid(), duel.theirs("bind" + i));
      assertThat(listening(ProcessHandle.current().pid(), duel.ours("bind" + i)))
          .as(BINDS.get(i))
          .isEqualTo(theirs)
          .hasSize(1);
    }
  }

  /** Each different one: there may be a socket for each event loop. */
  private Set<String> listening(long pid, int port) throws IOException {
    return Set.copyOf(options.of(pid, port, 0, Option.LISTENING));
  }
}
