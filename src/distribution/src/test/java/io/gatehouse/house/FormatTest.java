package io.gatehouse.house;

import static io.gatehouse.house.Repository.workList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
  private final Repository repository = Repository.here();

  @Test
  void everySourceIsFormatted() throws IOException {
    Formatter formatter = new Formatter();
    List<String> offenders = new ArrayList<>();
    for (Path file : repository.sources()) {
      String source = Files.readString(file);
      if (!isFormatted(formatter, source)) {
        offenders.add(repository.relative(file).toString());
      }
    }
    assertThat(offenders)
        .withFailMessage(() -> workList("Run bin/format. Not formatted:", offenders))
        .isEmpty();
  }

  private static boolean isFormatted(Formatter formatter, String source) {
    try {
      return formatter.formatSourceAndFixImports(source).equals(source);
    } catch (FormatterException e) {
      return false;
    }
  }
}
