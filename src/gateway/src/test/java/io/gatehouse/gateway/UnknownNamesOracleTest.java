package io.gatehouse.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.HaproxyCheck;
import io.gatehouse.testkit.Needs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers whose names nobody knows: told where they are written, by {@code -c} as well. */
@Timeout(60)
class UnknownNamesOracleTest {
  private static final String PROXIES =
      """
      defaults
        timeout connect 1s
        timeout client 1s
        timeout server 1s
      frontend f
        bind 127.0.0.1:1
        default_backend b
      backend b
        server s dead.invalid:80 OPTIONS
        server l localhost:80 init-addr libc
        server t other.invalid:80 OPTIONS disabled
      backend c
        server-template w 2 third.invalid:80 OPTIONS
      backend d
        disabled
        server s fourth.invalid:80 init-addr none
      """;

  @TempDir Path folder;

  /** What a program came to, and its complaints without what may differ. */
  private record Verdict(boolean refused, List<String> complaints) {}

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("names.cfg"), text);
  }

  private static List<String> complaints(String output) {
    return output
        .lines()
        .filter(line -> line.contains("names.cfg:"))
        .map(line -> line.replaceFirst(" \\(\\d+\\) ", " ").replace("parsing [", "["))
        .map(line -> line.replaceFirst("(; 'init-addr .*|\\.)$", ""))
        .toList();
  }

  private Verdict theirs(Path file) throws Exception {
    HaproxyCheck check = HaproxyCheck.of(file);
    return new Verdict(check.exitValue() == 1, complaints(check.words()));
  }

  private static String ours(int code, String... arguments) throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, UTF_8)) {
      Console console = new Console(new ByteArrayInputStream(new byte[0]), out, out);
      assertThat(new HaproxyCommand(console).execute(arguments)).isEqualTo(code);
    }
    return said.toString(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init-addr last,libc",
        "init-addr libc",
        "init-addr last",
        "init-addr none",
        "init-addr last,none",
        "init-addr libc,127.0.0.9",
        "init-addr last,libc,none"
      })
  void theyAreRefusedOrToldOfAsByHaproxy(String options) throws Exception {
    Needs.programs("haproxy");
    Path file = file(PROXIES.replace("OPTIONS", options));
    Verdict expected = theirs(file);
    String said = ours(expected.refused() ? 1 : 0, "-c", "-f", file.toString());
    assertThat(complaints(said)).isEqualTo(expected.complaints());
  }

  @Test
  void zeroWarningForbidsThemToo() throws Exception {
    Needs.programs("haproxy");
    String text = "global\n  zero-warning\n" + PROXIES.replace("OPTIONS", "init-addr libc,none");
    Path file = file(text);
    assertThat(theirs(file).refused()).isTrue();
    assertThat(ours(1, "-c", "-f", file.toString())).contains("could not resolve", "zero-warning");
  }

  /** Unlike in HAProxy, an unknown name alone is no reason not to start. */
  @Test
  void withoutInitAddrTheyAreWarnings() throws Exception {
    Path file = file(PROXIES.replace("OPTIONS", ""));
    assertThat(complaints(ours(0, "-c", "-f", file.toString())))
        .contains(
            "[WARNING]  : config : [%s:9] : 'server b/s' : could not resolve address 'dead.invalid', disabling server"
                .formatted(file))
        .hasSize(4);
  }

  @Test
  void aStartIsRefusedWithThePlaceAndTheWayOut() throws Exception {
    Path file = file(PROXIES.replace("OPTIONS", "init-addr libc"));
    assertThat(ours(1, "-f", file.toString()))
        .contains(
            "names.cfg:9] : 'server b/s' : could not resolve address 'dead.invalid'",
            "'init-addr last,libc,none' lets it begin without an address");
  }
}
