package io.gatehouse.benchmarks.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file of figures, a line for each, below a line of titles: pairs may be measured on different
 * days and stand in one table. Safe for any thread.
 */
final class Ledger {
  private final Path file;
  private final String titles;

  Ledger(Path file, String titles) {
    this.file = file;
    this.titles = titles;
  }

  synchronized void add(String line) throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, titles + "\n");
    }
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
  }

  /** The lines, split into their columns. */
  synchronized List<List<String>> rows() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> List.of(line.split("\t", -1)))
        .toList();
  }
}
