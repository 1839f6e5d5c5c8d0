package io.gatehouse.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class UnknownNamesTest {
  private static final String TEXT =
      """
      defaults
        mode http
        timeout connect 1s
        timeout client 1s
        timeout server 1s
      frontend f
        bind 127.0.0.1:PORT
        default_backend b
      backend b
        http-request return status 200
        server s dead.invalid:80
      """;

  private static void signal(Process process, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private static int status(int port) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client.exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n").status();
    }
  }

  @Test
  void aReloadIsRefusedWhereANameIsNeededAndTheOldConfigurationServes(@TempDir Path folder)
      throws Exception {
    int port = RealHaproxy.freePort();
    String text = TEXT.replace("PORT", Integer.toString(port));
    Path file = Files.writeString(folder.resolve("haproxy.cfg"), text);
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(Program.of("haproxy", "-W", "-f", file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      String started = Program.await(said, words -> words.contains("listens on"));
      assertThat(started)
          .containsPattern("WARNING.*:11] : 'server b/s' : could not resolve .*, disabling server");
      Files.writeString(
          file, text.replace("200", "400") + "  server n new.invalid:80 init-addr libc\n");
      signal(process, "USR2");
      assertThat(Program.await(said, words -> words.contains("Reload refused")))
          .containsPattern("ALERT.*:12] : 'server b/n' : could not resolve address 'new.invalid'");
      assertThat(status(port)).isEqualTo(200);
      Files.writeString(file, text.replace("200", "400") + "  server n new.invalid:80\n");
      signal(process, "USR2");
      Program.await(said, words -> words.contains("Reload finished"));
      assertThat(status(port)).isEqualTo(400);
    } finally {
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
