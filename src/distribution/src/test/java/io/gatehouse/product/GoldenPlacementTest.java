package io.gatehouse.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which of the servers A, B, C with weights 1, 2, 3 answers each of twelve requests, over real
 * sockets: the vectors were measured on HAProxy 1.5.0 and 2.6.12, and the installed program is
 * asked again in the same test.
 */
@Timeout(90)
class GoldenPlacementTest {
  private static final int REQUESTS = 12;

  /** An algorithm, what is asked of it, and who must answer. */
  private record Vector(String balance, IntFunction<String> request, String answers) {}

  private static final List<Vector> VECTORS =
      List.of(
          new Vector("roundrobin", i -> get("/", ""), "CBCACBCBCACB"),
          new Vector("static-rr", i -> get("/", ""), "ACBCBCACBCBC"),
          new Vector("leastconn", i -> get("/", ""), "ABCABCABCABC"),
          new Vector("source", i -> get("/", ""), "CCCCCCCCCCCC"),
          new Vector("uri", i -> get("/p" + i, ""), "CBCBCACBCBBC"),
          new Vector("url_param id", i -> get("/?id=" + i, ""), "ACBCBCACBCCB"),
          new Vector("hdr(X-User)", i -> get("/", "X-User: u" + i + "\r\n"), "CBCACBCBCABC"),
          new Vector("first", i -> get("/", ""), "AAAAAAAAAAAA"));

  @TempDir private Path folder;

  @BeforeAll
  static void machine() {
    Needs.programs("haproxy");
  }

  private static String get(String target, String fields) {
    return "GET " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + fields + "\r\n";
  }

  @Test
  void everyAlgorithmPlacesAsMeasuredAndAsTheRealProgram() throws IOException {
    List<RawOrigin> origins = new ArrayList<>();
    for (String name : List.of("A", "B", "C")) {
      origins.add(RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + name));
    }
    Map<String, String> expected = new LinkedHashMap<>();
    VECTORS.forEach(vector -> expected.put(vector.balance(), vector.answers()));
    try (RealHaproxy real = RealHaproxy.start(configuration(ports(), origins))) {
      assertThat(placements()).as("haproxy, process %d", real.pid()).isEqualTo(expected);
    }
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(file, configuration(ports(), origins));
    Path words = folder.resolve("words");
    Process gateway =
        new ProcessBuilder(Program.of("gatehouse", "run", "-f", file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();
    try {
      Program.await(words, said -> said.contains("v" + (VECTORS.size() - 1) + " listens"));
      assertThat(placements()).isEqualTo(expected);
    } finally {
      gateway.destroyForcibly();
      for (RawOrigin origin : origins) {
        origin.close();
      }
    }
  }

  private int[] ports = {};

  private int[] ports() throws IOException {
    ports = new int[VECTORS.size()];
    for (int i = 0; i < ports.length; i++) {
      ports[i] = RealHaproxy.freePort();
    }
    return ports;
  }

  private Map<String, String> placements() throws IOException {
    Map<String, String> seen = new LinkedHashMap<>();
    for (int i = 0; i < ports.length; i++) {
      StringBuilder answers = new StringBuilder();
      for (int request = 0; request < REQUESTS; request++) {
        try (RawClient client = RawClient.connect(ports[i])) {
          answers.append(client.exchange(VECTORS.get(i).request().apply(request)).body());
        }
      }
      seen.put(VECTORS.get(i).balance(), answers.toString());
    }
    return seen;
  }

  private static String configuration(int[] ports, List<RawOrigin> origins) {
    StringBuilder text =
        new StringBuilder(
            """
            global
              nbthread 1
            defaults
              mode http
              timeout connect 5s
              timeout client 5s
              timeout server 5s
            """);
    for (int i = 0; i < ports.length; i++) {
      text.append("listen v").append(i).append("\n  bind 127.0.0.1:").append(ports[i]);
      text.append("\n  balance ").append(VECTORS.get(i).balance()).append('\n');
      for (int server = 0; server < origins.size(); server++) {
        text.append("  server ").append("ABC".charAt(server));
        text.append(" 127.0.0.1:").append(origins.get(server).port());
        text.append(" weight ").append(server + 1).append('\n');
      }
    }
    return text.toString();
  }
}
