package io.gatehouse.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file: a configuration, a line {@code ---}, then its sections, words and diagnostics. {@code
 * -Dgolden.update=true} writes what comes out today; read the difference before committing it.
 */
class GoldenTextTest {

  private static final Path FOLDER = Path.of("src/test/golden/text");
  private static final String SEPARATOR = "\n---\n";

  @TestFactory
  List<DynamicTest> readsAsTheFileSays() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".cfg"))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
          .toList();
    }
  }

  private static void check(Path file) {
    try {
      String golden = Files.readString(file);
      int cut = golden.indexOf(SEPARATOR);
      assertThat(cut).as("%s has a line '---'", file).isNotNegative();
      String input = golden.substring(0, cut + 1);
      String actual = Loaded.of(input).dump();
      if (Boolean.getBoolean("golden.update")) {
        String updated = input + SEPARATOR.substring(1) + actual;
        Files.write(file, updated.getBytes(StandardCharsets.UTF_8));
      }
      TextFuzzer.fuzzerTestOneInput(golden.getBytes(StandardCharsets.UTF_8));
      assertThat(actual).isEqualTo(golden.substring(cut + SEPARATOR.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
