package io.gatehouse.config.keepalived;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file below {@code golden/keepalived} holds an input, a line {@code ----}, and what must be
 * found: parts of the records' text, or exact diagnostics.
 */
class KeepalivedGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/golden/keepalived");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      List<Path> sorted =
          new ArrayList<>(files.filter(file -> file.toString().endsWith(".conf")).toList());
      sorted.sort(null);
      return sorted.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void becomesWhatTheFileSays(Path file) throws IOException {
    String[] parts = Files.readString(file, StandardCharsets.ISO_8859_1).split("\n----\n", 2);
    Reading reading = Reading.of(parts[0] + "\n");
    List<String> found = new ArrayList<>(reading.messages());
    reading.configuration().ifPresent(configuration -> found.add(configuration.toString()));
    for (String expected : parts[1].strip().split("\n")) {
      assertThat(found)
          .as("%s: %s", file, expected)
          .anyMatch(line -> line.contains(expected.strip()));
    }
    long errors = parts[1].lines().filter(line -> line.contains(": error: ")).count();
    assertThat(reading.diagnostics().errors())
        .as(reading.diagnostics().render())
        .isEqualTo((int) errors);
  }
}
