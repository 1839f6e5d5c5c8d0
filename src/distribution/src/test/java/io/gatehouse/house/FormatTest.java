package io.gatehouse.house;

import static io.gatehouse.house.Repository.workList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
  private final Repository repository = Repository.here();

  @Test
  void everySourceIsFormatted() {
    Formatter formatter = new Formatter();
    List<String> offenders =
        repository.sources().parallelStream()
            .filter(file -> !isFormatted(formatter, file))
            .map(file -> repository.relative(file).toString())
            .toList();
    assertThat(offenders)
        .withFailMessage(() -> workList("Run bin/format. Not formatted:", offenders))
        .isEmpty();
  }

  private static boolean isFormatted(Formatter formatter, Path file) {
    try {
      String source = Files.readString(file);
      return formatter.formatSourceAndFixImports(source).equals(source);
    } catch (FormatterException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
