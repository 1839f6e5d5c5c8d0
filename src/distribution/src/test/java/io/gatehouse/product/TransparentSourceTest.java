package io.gatehouse.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code source … usesrc}: servers see the client's own address, and what they send to it comes
 * back through the balancer, which is their router.
 */
@Timeout(120)
class TransparentSourceTest {
  private static final String FILE =
      """
      defaults
        mode http
        timeout connect 5s
        timeout client 10s
        timeout server 10s
      listen withport
        bind :8001
        source 0.0.0.0 usesrc client
        server s 10.0.0.2:80
      listen address
        bind :8002
        source 0.0.0.0 usesrc clientip
        server s 10.0.0.2:80
      listen one
        bind :8003
        server s 10.0.0.2:80 source 10.0.0.1 usesrc 10.0.0.77
      listen own
        bind :8004
        server s 10.0.0.2:80
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void machine() {
    Needs.namespaces();
    Needs.programs("nginx", "haproxy");
  }

  @Test
  void serversSeeTheAddressesThatHaproxyShowsThem() throws IOException {
    List<String> theirs = answers("haproxy", "-db", "-f");
    assertThat(theirs)
        .containsExactly(
            "192.168.1.10:41001", "192.168.1.10:other", "10.0.0.77:other", "10.0.0.1:other");

    assertThat(answers(Program.of("gatehouse", "run", "-f"))).isEqualTo(theirs);
  }

  private List<String> answers(String... program) throws IOException {
    try (Network network = Network.create()) {
      Network.Host client = network.host("client", "192.168.1.10/24");
      Network.Host server = network.host("server", "10.0.0.2/24");
      Network.Host balancer = network.host("lb", "192.168.1.88/24", "10.0.0.1/24");
      server.run("ip", "route", "add", "default", "via", "10.0.0.1");
      // Everything that the server sends is for a socket of this machine, whatever its address.
      balancer.run("ip", "rule", "add", "iif", "eth0", "from", "10.0.0.2", "lookup", "100");
      balancer.run("ip", "route", "add", "local", "default", "dev", "lo", "table", "100");
      nginx(server);
      Path file = Files.writeString(folder.resolve("haproxy.cfg"), FILE);
      String[] command = java.util.Arrays.copyOf(program, program.length + 1);
      command[program.length] = file.toString();
      balancer.start(folder.resolve("words"), command);
      String script =
          """
          for port in 8001 8002 8003 8004; do
            curl -s -m 10 --retry 50 --retry-connrefused --retry-delay 0 --retry-max-time 30 \\
              --local-port $((port + 33000)) http://192.168.1.88:$port/
          done
          """;
      return Program.lines(client.run("sh", "-c", script)).toList();
    }
  }

  /** Answers with the address that it sees, and with the port where that is the client's. */
  private void nginx(Network.Host host) throws IOException {
    Path home = Files.createTempDirectory(folder, "nginx");
    Path file =
        Files.writeString(
            home.resolve("nginx.conf"),
            """
            daemon off; worker_processes 1; pid %1$s/pid; error_log %1$s/error.log;
            events { }
            http {
              access_log off;
              client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
              uwsgi_temp_path %1$s; scgi_temp_path %1$s;
              map $remote_port $port { 41001 41001; default other; }
              server { listen 80; location / { return 200 "$remote_addr:$port\\n"; } }
            }
            """
                .formatted(home));
    host.start(home.resolve("words"), "nginx", "-p", home.toString(), "-c", file.toString());
    Program.await(home.resolve("pid"), pid -> !pid.isBlank());
  }
}
