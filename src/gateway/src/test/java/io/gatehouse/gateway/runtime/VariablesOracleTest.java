package io.gatehouse.gateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Variables of the process: of the global section, of rules and of the runtime socket. */
final class VariablesOracleTest {
  private static final String CONFIGURATION =
      """
        set-var proc.twelve int(12)
        set-var proc.five var(proc.unset,60),div(proc.twelve)
        set-var-fmt proc.text "%[var(proc.five)] of twelve"
        set-var proc.yes bool(true)
        set-var proc.four ipv4(1.2.3.4)
        set-var proc.six ipv6(::1)
        set-var proc.bytes bin(41ff42)
        set-var proc.cut bin(410042)
      defaults
        mode http
        timeout client 5s
      frontend fe
        bind 127.0.0.1:PORT
        http-request set-var(proc.five) var(proc.five),add(proc.twelve)
        http-request return status 200 content-type text/plain lf-string "%[var(proc.five)] %[var(proc.text)]"
      """;

  private final List<Integer> ports = new ArrayList<>();

  @BeforeEach
  void needsTheRealOne() {
    Needs.programs("haproxy");
  }

  private Peers start() throws IOException {
    return Peers.start(
        port -> {
          ports.add(port);
          return CONFIGURATION.replace("PORT", Integer.toString(port));
        });
  }

  private static String ask(int port) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client.exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n").body();
    }
  }

  @Test
  void theSocketReadsAndWritesThemAlike() throws IOException {
    try (Peers peers = start()) {
      for (String line :
          List.of(
              "get var",
              "get var proc.five",
              "get var proc.text",
              "get var proc.yes",
              "get var proc.four",
              "get var proc.six",
              "get var proc.bytes",
              "get var proc.cut",
              "get var txn.five",
              "get var proc.nobody",
              "set var proc.five int(1)",
              "experimental-mode",
              "experimental-mode on; experimental-mode",
              "experimental-mode on; set var",
              "experimental-mode on; set var proc.five",
              "experimental-mode on; set var proc.five int(7); get var proc.five",
              "experimental-mode on; set var proc.five expr int(8),add(1); get var proc.five",
              "experimental-mode on; set var proc.text fmt a\\ %[var(proc.five)]; get var"
                  + " proc.text",
              "experimental-mode on; set var proc.five other int(6)",
              "experimental-mode on; set var txn.five int(6)",
              "experimental-mode on; experimental-mode off; set var proc.five int(6)")) {
        assertThat(peers.ours("admin", line + "\n"))
            .as(line)
            .isEqualTo(peers.theirs("admin", line + "\n"));
      }
      assertThat(ask(ports.get(1))).isEqualTo(ask(ports.get(0))).isEqualTo("21 a 9");
    }
  }

  @Test
  void whatReadsAnExchangeIsRefused() throws IOException {
    try (Peers peers = start()) {
      for (String expression : List.of("src", "req.hdr(x)", "int(x)", "nothing", "int(1")) {
        String line = "experimental-mode on; set var proc.five " + expression + "\n";
        assertThat(peers.ours("admin", line)).as(line).isNotBlank();
        assertThat(peers.theirs("admin", line)).as(line).isNotBlank();
        assertThat(peers.ours("admin", "get var proc.five\n"))
            .isEqualTo(peers.theirs("admin", "get var proc.five\n"))
            .contains("<5>");
      }
    }
  }
}
