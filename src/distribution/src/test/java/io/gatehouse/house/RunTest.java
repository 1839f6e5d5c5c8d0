package io.gatehouse.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

  @Test
  @Timeout(240)
  void filesWithAclsBalanceUntilTheProcessIsTerminated(@TempDir Path folder) throws Exception {
    int port = RealHaproxy.freePort();
    try (RawOrigin a = origin("a");
        RawOrigin b = origin("b");
        RawOrigin pictures = origin("s")) {
      Process gateway = start(folder, configuration(port, a, b, pictures));
      try (BufferedReader words = gateway.inputReader(UTF_8)) {
        String line = words.readLine();
        while (line != null && !line.contains("frontend f listens")) {
          line = words.readLine();
        }
        assertThat(line).contains(String.valueOf(port));

        assertThat(ask(port, "/") + ask(port, "/") + ask(port, "/")).isIn("aba", "bab");
        assertThat(ask(port, "/static/x")).isEqualTo("s");

        gateway.destroy();
        assertThat(gateway.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(gateway.exitValue()).isZero();
      } finally {
        gateway.destroyForcibly();
      }
    }
  }

  private static RawOrigin origin(String body) throws IOException {
    return RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + body);
  }

  private static String ask(int port, String path) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client.exchange("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").body();
    }
  }

  private static String configuration(int port, RawOrigin a, RawOrigin b, RawOrigin pictures) {
    return """
    global
      nbthread 1
    defaults
      mode http
      timeout connect 5s
      timeout client 5s
      timeout server 5s
    frontend f
      bind 127.0.0.1:%d
      acl url_static path_beg -i /static
      use_backend static if url_static
      default_backend dynamic
    backend static
      server s 127.0.0.1:%d
    backend dynamic
      balance roundrobin
      server a 127.0.0.1:%d
      server b 127.0.0.1:%d
    """
        .formatted(port, pictures.port(), a.port(), b.port());
  }

  private static Process start(Path folder, String configuration) throws IOException {
    Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration);
    Path program = Repository.here().root().resolve("bin/gatehouse");
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "run", "-f", file.toString())
            .redirectErrorStream(true);
    builder.environment().put("GATEHOUSE_CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }
}
