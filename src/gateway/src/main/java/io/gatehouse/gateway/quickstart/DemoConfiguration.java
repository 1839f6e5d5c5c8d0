package io.gatehouse.gateway.quickstart;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The haproxy.cfg of the demonstration: one {@code listen} section for each algorithm.
 *
 * @param ports where each algorithm listens, in their order
 */
record DemoConfiguration(String text, List<Integer> ports) {

  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 32_000;
  private static final int TRIES = 1_000;

  /** The cookie has to be there before a server is chosen. */
  private static final String RDP_RULES =
      "  tcp-request inspect-delay 5s\n  tcp-request content accept if RDP_COOKIE\n";

  static DemoConfiguration of(int portOfA, int portOfB) throws IOException {
    List<Integer> ports = freePorts(Algorithm.ALL.size());
    StringBuilder text = new StringBuilder();
    text.append(
        """
        global
          maxconn 500
        defaults
          mode http
          timeout connect 5s
          timeout client 10s
          timeout server 10s
        """);
    for (int i = 0; i < ports.size(); i++) {
      Algorithm algorithm = Algorithm.ALL.get(i);
      boolean tcp = algorithm.traffic() == Algorithm.Traffic.RDP;
      text.append(
          """

          listen demo%d
            mode %s
            bind 127.0.0.1:%d
          %s  balance %s
            server a 127.0.0.1:%d weight 3 maxconn 6
            server b 127.0.0.1:%d weight 1 maxconn 6
          """
              .formatted(
                  i + 1,
                  tcp ? "tcp" : "http",
                  ports.get(i),
                  tcp ? RDP_RULES : "",
                  algorithm.balance(),
                  portOfA,
                  portOfB));
    }
    return new DemoConfiguration(text.toString(), ports);
  }

  /**
   * Ports below those that the kernel gives to clients: between finding one and listening at it
   * nobody's connection takes it. All held at once, so that none is found twice.
   */
  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT - TRIES);
      for (int tries = 0; held.size() < count; tries++, port++) {
        try {
          held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (BindException taken) {
          if (tries == TRIES) {
            throw taken;
          }
        }
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }
}
