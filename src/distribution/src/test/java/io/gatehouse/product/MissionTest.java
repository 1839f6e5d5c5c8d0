package io.gatehouse.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mission's configuration files, byte for byte, at the addresses they name. */
@Timeout(120)
class MissionTest {
  private static final String LISTENS = "listens";

  /** Requests and what must answer them; measured on HAProxy 1.5.0 and 2.6.12. */
  private static final Map<String, String> SPLIT = new LinkedHashMap<>();

  static {
    SPLIT.put("/", "dynamic");
    SPLIT.put("/static", "static");
    SPLIT.put("/STATIC/x", "static");
    SPLIT.put("/staticfoo", "static");
    SPLIT.put("/a/static/x", "dynamic");
    SPLIT.put("/x.JPG", "static");
    SPLIT.put("/x.jpg?y=1", "static");
    SPLIT.put("/x?f=a.jpg", "dynamic");
    SPLIT.put("/x.jpg/", "dynamic");
    SPLIT.put("/x.json", "dynamic");
    SPLIT.put("/%73tatic/x", "dynamic");
    SPLIT.put("/IMAGES", "static");
  }

  @TempDir private Path folder;

  @BeforeAll
  static void machine() {
    Needs.namespaces();
    Needs.programs("nginx", "socat");
  }

  @ParameterizedTest
  @CsvSource({"lb1-haproxy.cfg, 192.168.1.66", "lb2-haproxy.cfg, 192.168.1.77"})
  void eachBalancerOfThePairAlternatesBetweenBothServers(String file, String address)
      throws IOException {
    try (Network network = Network.create()) {
      nginx(network.host("nginx1", "192.168.1.68/24"), "192.168.1.68:80", "host1");
      nginx(network.host("nginx2", "192.168.1.69/24"), "192.168.1.69:8088", "host2");
      Network.Host client = network.host("client", "192.168.1.10/24");
      Network.Host balancer = network.host("lb", address + "/24", "192.168.1.88/24");
      gateway(balancer, file);

      List<String> answers = ask(client, "http://192.168.1.88/", 10);

      assertThat(answers.stream().filter("host1"::equals)).hasSize(5);
      assertThat(answers.stream().filter("host2"::equals)).hasSize(5);
      assertThat(answers.get(1)).isNotEqualTo(answers.get(0)).isEqualTo(answers.get(3));
    }
  }

  @Test
  void theFullFileSplitsStaticFromDynamic() throws IOException {
    try (Network network = Network.create()) {
      for (int i = 1; i <= 3; i++) {
        String address = "172.31.2.3" + (2 + i);
        nginx(network.host("web0" + i, address + "/24"), address + ":80", "dynamic");
      }
      Network.Host client = network.host("client", "172.31.2.9/24");
      Network.Host balancer = network.host("lb", "172.31.2.10/24");
      nginx(balancer, "127.0.0.1:80 reuseport", "static");
      gateway(balancer, "full-haproxy.cfg");

      Map<String, String> seen = new LinkedHashMap<>();
      for (String path : SPLIT.keySet()) {
        seen.put(path, ask(client, "http://172.31.2.10" + path, 1).getFirst());
      }

      assertThat(seen).isEqualTo(SPLIT);
    }
  }

  /** A real nginx that answers every path with one word. */
  private void nginx(Network.Host host, String listen, String word) throws IOException {
    Path home = Files.createTempDirectory(folder, "nginx");
    Path file =
        Files.writeString(
            home.resolve("nginx.conf"),
            """
            daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/error.log;
            events { }
            http {
              access_log %1$s/access.log;
              client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
              uwsgi_temp_path %1$s; scgi_temp_path %1$s;
              server { listen %2$s; location / { return 200 "%3$s\\n"; } }
            }
            """
                .formatted(home, listen, word));
    host.start(home.resolve("words"), "nginx", "-p", home.toString(), "-c", file.toString());
    Program.await(home.resolve("pid"), pid -> !pid.isBlank());
  }

  private void gateway(Network.Host host, String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream mission = Network.class.getResourceAsStream("/mission/" + name)) {
      Files.write(file, Objects.requireNonNull(mission).readAllBytes());
    }
    Path words = folder.resolve("gateway.words");
    host.start(words, Program.of("gatehouse", "run", "-f", file.toString()));
    Program.await(words, said -> said.contains(LISTENS));
  }

  private static List<String> ask(Network.Host client, String url, int times) throws IOException {
    String[] command = {
      "sh",
      "-c",
      "for i in $(seq " + times + "); do curl -sS --path-as-is -m 10 '" + url + "'; done"
    };
    return Program.lines(client.run(command)).toList();
  }
}
