package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.HaproxyCheck;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real haproxy accepts and refuses the same golden inputs, but for the reasons listed. */
class AcceptanceOracleTest {
  private static final Map<String, String> DIFFERENT =
      Map.of(
          "bind/several.cfg", "no descriptor 5 is open while haproxy checks the file",
          "peers/sections.cfg", "'write-to' and 'recv-only' came after 2.6",
          "persist/appsession.cfg", "removed in 1.6; old files still load here",
          "mode/health.cfg", "removed in 2.3; old files still load here",
          "process/http2.cfg", "limits of each side came after 2.6",
          "table/bytes-factor.cfg", "came after 2.6",
          "section/unsupported.cfg", "compression is not supported yet",
          "timeout/old.cfg", "removed in 2.1; old files still load here");

  @TempDir Path folder = Path.of("");

  static Stream<Path> files() throws IOException {
    return GoldenTest.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void agreesWithHaproxy(Path golden) throws IOException, InterruptedException {
    assumeTrue(RealHaproxy.installed(), "haproxy is not installed");
    String input = Files.readString(golden, StandardCharsets.ISO_8859_1).split("\n----\n", 2)[0];
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(file, input + "\n", StandardCharsets.ISO_8859_1);
    HaproxyCheck check = HaproxyCheck.of(file);
    // 2 is: valid, but there is nothing to listen on.
    boolean accepted = check.exitValue() != 1;
    boolean ours = !Loading.text(input + "\n").diagnostics().hasErrors();
    Path name = Loading.GOLDEN.resolve("haproxy").relativize(golden);
    assertThat(ours != accepted)
        .as("%s: %s", name, check.words())
        .isEqualTo(DIFFERENT.containsKey(name.toString()));
  }
}
