package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks that cannot connect: what the system says is told as by the real HAProxy. */
@Timeout(90)
class ConnectErrorsOracleTest {
  private static final String NOT_OURS = "192.0.2.77";

  /** Starts one of the two programs. */
  private interface Start {
    Subject with(String configuration) throws IOException;
  }

  private static String configuration(int log, List<String> servers) {
    StringBuilder text =
        new StringBuilder(
            """
            global
              max-spread-checks 100
              log 127.0.0.1:%d format raw local0
            defaults
              log global
              timeout connect 10s
              timeout client 10s
              timeout server 10s
            backend b
              option log-health-checks
              default-server inter 10s fall 1
            """
                .formatted(log));
    for (int i = 0; i < servers.size(); i++) {
      text.append("  server s%d %s check\n".formatted(i, servers.get(i)));
    }
    return text.toString();
  }

  private static List<String> told(Start start, List<String> servers) throws Exception {
    String[] all = new String[servers.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = "Server b/s" + i + " is DOWN";
    }
    try (Sink sink = new Sink();
        Subject subject = start.with(configuration(sink.port(), servers))) {
      sink.await(all);
      assertThat(subject).isNotNull();
      return sink.heard().stream().filter(line -> line.contains("check for")).sorted().toList();
    }
  }

  /** HAProxy complains before it looks what the error was, which may be another one then. */
  private static List<String> masked(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceFirst("(bind to source address) \\([^)]*\\)", "$1"))
        .toList();
  }

  /** What we said. */
  private static String same(String... servers) throws Exception {
    List<String> theirs = told(Subject.Theirs::start, List.of(servers));
    List<String> ours = told(Subject.Ours::start, List.of(servers));
    assertThat(masked(ours)).isEqualTo(masked(theirs));
    return String.join("\n", ours);
  }

  @Test
  void whatTheSystemSaysAtOnceIsAGeneralError() throws Exception {
    Needs.programs("haproxy");
    assertThat(
            same(
                "255.255.255.255:80",
                "224.0.0.1:80",
                "127.0.0.1:1",
                "127.0.0.1:80 source " + NOT_OURS,
                "127.0.0.1:1 addr 255.255.255.255 port 80"))
        .contains("info: \"General socket error (Network is unreachable)\"")
        .contains("info: \"Can't bind to source address (Cannot assign requested address)\"");
  }

  @Test
  void unixSocketsThatNobodyServesAreNamedAsWell(@TempDir Path folder) throws Exception {
    Needs.programs("haproxy");
    Path left = folder.resolve("left");
    try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      assertThat(gone.bind(UnixDomainSocketAddress.of(left)).isOpen()).isTrue();
    }
    assertThat(
            same(
                "unix@" + left,
                "unix@" + folder.resolve("none"),
                "abns@nobody-is-there",
                // The other transport does the same.
                "255.255.255.255:80",
                "127.0.0.1:1",
                "127.0.0.1:80 source " + NOT_OURS))
        .contains("General socket error (No such file or directory)")
        .contains("General socket error (Connection refused)");
  }

  @Test
  void hostsThatDoNotAnswerAreToldApartFromRoutesThatAreNotThere() throws Exception {
    Needs.programs("haproxy");
    Needs.namespaces();
    try (Network network = Network.create()) {
      Network.Host host = network.host("a", "192.0.2.2/24");
      for (String kind : List.of("unreachable 198.51.101.0/24", "prohibit 198.51.102.0/24")) {
        String[] words = ("ip route add " + kind).split(" ");
        var _ = host.run(words);
      }
      String told =
          host.inside(
              () ->
                  same(
                      "192.0.2.9:80",
                      "192.0.2.255:80",
                      "198.51.100.1:80",
                      "198.51.101.1:80",
                      "198.51.102.1:80",
                      "[2001:db8::1]:80"));
      assertThat(told)
          .contains("info: \"No route to host\"")
          .contains("info: \"General socket error (No route to host)\"")
          .contains("info: \"General socket error (Permission denied)\"");
    }
  }

  private static List<String> agent(Start start) throws Exception {
    String asked = " agent-check agent-addr 255.255.255.255 agent-port 9 agent-inter 10s";
    String text = configuration(0, List.of("127.0.0.1:1" + asked)).replace(" check\n", "\n");
    try (Sink sink = new Sink();
        Subject subject =
            start.with(text.replace("127.0.0.1:0 ", "127.0.0.1:" + sink.port() + " "))) {
      sink.await("Agent check for server b/s0 failed");
      assertThat(subject).isNotNull();
      return sink.heard();
    }
  }

  @Test
  void agentsThatCannotBeAskedAreToldOfAlike() throws Exception {
    Needs.programs("haproxy");
    List<String> theirs = agent(Subject.Theirs::start);
    assertThat(agent(Subject.Ours::start)).isEqualTo(theirs);
    assertThat(String.join("\n", theirs)).contains("General socket error");
  }

  private static List<String> observed(Start start, int alive) throws Exception {
    int port = RealHaproxy.freePort();
    String server = "255.255.255.255:80 addr 127.0.0.1 port " + alive + " observe layer4";
    String more = " error-limit 1 on-error mark-down";
    String frontend = "frontend f\n  bind 127.0.0.1:" + port + "\n  default_backend b\n";
    try (Sink sink = new Sink();
        Subject subject =
            start.with(configuration(sink.port(), List.of(server + more)) + frontend)) {
      sink.await("Layer4 check passed");
      try (RawClient client = RawClient.connect(port)) {
        client.readToEnd();
      }
      sink.await("Server b/s0 is DOWN");
      assertThat(subject).isNotNull();
      return sink.heard().stream().filter(line -> line.startsWith("Health check")).toList();
    }
  }

  @Test
  void trafficThatCannotConnectIsSeen() throws Exception {
    Needs.programs("haproxy");
    try (RawOrigin origin = RawOrigin.start(RawConnection::readToEnd)) {
      List<String> theirs = observed(Subject.Theirs::start, origin.port());
      assertThat(observed(Subject.Ours::start, origin.port())).isEqualTo(theirs);
      assertThat(String.join("\n", theirs)).contains("L4 unsuccessful connection");
    }
  }

  @Test
  void abstractSocketsAreChecked() throws Exception {
    Needs.programs("haproxy");
    String name = "gatehouse-check-" + ProcessHandle.current().pid();
    String there = "listen there\n  bind abns@" + name + "\n";
    for (Start start : List.<Start>of(Subject.Theirs::start, Subject.Ours::start)) {
      try (Sink sink = new Sink();
          Subject subject =
              start.with(configuration(sink.port(), List.of("abns@" + name)) + there)) {
        sink.await("Health check for server b/s0 succeeded, reason: Layer4 check passed");
        assertThat(subject).isNotNull();
      }
    }
  }
}
