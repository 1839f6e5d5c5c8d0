package io.gatehouse.config.text;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Entry point for Jazzer ({@code --target_class}), with the golden files as its first inputs: no
 * bytes may make the text layer throw, and every diagnostic can be shown.
 */
public final class TextFuzzer {

  private TextFuzzer() {}

  /** Reads the bytes as a configuration file; Jazzer looks for this very name. */
  public static void fuzzerTestOneInput(byte[] input) {
    String content = new String(input, StandardCharsets.ISO_8859_1);
    Loaded loaded = Loaded.of(List.of(new ConfigSource("fuzz.cfg", content)));
    for (Section section : loaded.sections()) {
      for (Line line : section.lines()) {
        checkColumns(line);
      }
    }
    loaded.diagnostics().render();
    loaded.diagnostics().renderAsHaproxy(1);
  }

  private static void checkColumns(Line line) {
    int end = 0;
    for (Word word : line.words()) {
      boolean inside = word.column() >= 1 && word.endColumn() <= line.source().length() + 1;
      // Words expanded from one variable share its place.
      if (!inside || word.endColumn() < end) {
        throw new IllegalStateException("word '" + word + "' is not where it says: " + line);
      }
      end = word.endColumn();
    }
  }
}
