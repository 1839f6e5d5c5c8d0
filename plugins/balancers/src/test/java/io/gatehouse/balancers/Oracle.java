package io.gatehouse.balancers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The real haproxy, asked which server it chooses: one frontend hands each request to the backend
 * its header {@code X-B} names; the servers are a frontend of the same process, and the answer
 * carries the chosen one's name. Requests are pipelined on one connection.
 */
final class Oracle implements AutoCloseable {
  private static final int BATCH = 100;

  private final RealHaproxy haproxy;
  private final RawClient client;
  private final List<Backend> backends = new ArrayList<>();

  /** One backend under test: the lines of its section and the weights of A, B, C … */
  record Backend(String name, String lines, int... weights) {}

  Oracle(List<Backend> tested) throws IOException {
    assumeTrue(RealHaproxy.installed(), "the program haproxy is not installed");
    int port = RealHaproxy.freePort();
    int origin = RealHaproxy.freePort();
    StringBuilder text = new StringBuilder(head(origin, port));
    backends.addAll(tested);
    for (Backend backend : tested) {
      text.append("backend ").append(backend.name()).append('\n');
      backend.lines().lines().forEach(line -> text.append("  ").append(line).append('\n'));
      text.append("  http-response set-header X-Server %s\n");
      for (int i = 0; i < backend.weights().length; i++) {
        text.append(
            "  server %c 127.0.0.1:%d weight %d%n"
                .formatted('A' + i, origin, backend.weights()[i]));
      }
    }
    haproxy = RealHaproxy.start(text.toString());
    client = RawClient.connect(port);
  }

  private static String head(int origin, int port) {
    return """
    defaults
      mode http
      timeout client 20s
      timeout server 20s
      timeout connect 5s
      http-reuse always
    frontend servers
      bind 127.0.0.1:%d
      http-request return status 200
    frontend f
      bind 127.0.0.1:%d
      http-request set-src req.hdr(x-src) if { req.hdr(x-src) -m found }
      use_backend %%[req.hdr(x-b)]
    """
        .formatted(origin, port);
  }

  /** The servers chosen for these requests, each given as its request line and other headers. */
  String choices(Backend backend, List<String> requests) throws IOException {
    StringBuilder names = new StringBuilder();
    for (int from = 0; from < requests.size(); from += BATCH) {
      List<String> batch = requests.subList(from, Math.min(from + BATCH, requests.size()));
      StringBuilder text = new StringBuilder();
      for (String request : batch) {
        text.append(request).append("X-B: ").append(backend.name()).append("\r\nHost: h\r\n\r\n");
      }
      client.send(text.toString());
      for (int i = 0; i < batch.size(); i++) {
        String head = client.readHead();
        client.readBody(head);
        names.append(RawConnection.header(head, "x-server"));
      }
    }
    return names.toString();
  }

  String command(String line) throws IOException {
    return haproxy.command(line);
  }

  @Override
  public void close() {
    client.close();
    haproxy.close();
  }
}
