package io.gatehouse.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.gateway.runtime.Peers;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The same requests to the real HAProxy and to us, each with servers of its own. In the text {@code
 * {port}} is the port to bind, {@code {A}} the address of the server A.
 */
final class Contest implements AutoCloseable {
  private static final String DEFAULTS =
      """
      defaults
        mode http
        timeout connect 5s
        timeout client 20s
        timeout server 20s
        timeout queue 20s
      """;

  private final Peers peers;
  private final List<HeldServers> servers = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final Side theirs;
  private final Side ours;

  /** What is done with a program, and what was seen. */
  interface Course {
    Object run(Side side) throws IOException, InterruptedException;
  }

  private Contest(String text, boolean hold, String... names) throws IOException {
    assumeTrue(RealHaproxy.installed(), "needs the haproxy program");
    for (int i = 0; i < 2; i++) {
      servers.add(new HeldServers(hold, names));
    }
    peers = Peers.start(port -> configuration(text, port));
    theirs = new Side(ports.get(0), servers.get(0), line -> peers.theirs("admin", line));
    ours = new Side(ports.get(1), servers.get(1), line -> peers.ours("admin", line));
  }

  private String configuration(String text, int port) {
    ports.add(port);
    HeldServers own = servers.get(ports.size() - 1);
    return DEFAULTS + own.filled(text.replace("{port}", "127.0.0.1:" + port));
  }

  /** Servers that keep requests until they are told to answer. */
  static Contest held(String text, String... names) throws IOException {
    return new Contest(text, true, names);
  }

  /** Servers that answer at once. */
  static Contest prompt(String text, String... names) throws IOException {
    return new Contest(text, false, names);
  }

  /** Does the same with both and expects to see the same, which is returned. */
  String same(Course course) throws IOException, InterruptedException {
    String expected = Objects.toString(course.run(theirs));
    assertThat(Objects.toString(course.run(ours))).isEqualTo(expected);
    return expected;
  }

  /** What is seen of us alone, where the real program of this machine does otherwise. */
  String ours(Course course) throws IOException, InterruptedException {
    return Objects.toString(course.run(ours));
  }

  @Override
  public void close() {
    theirs.close();
    ours.close();
    peers.close();
  }
}
