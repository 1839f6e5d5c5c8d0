package io.gatehouse.benchmarks.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The file of all findings: pairs may be measured on different days and stand in one table. */
final class Ledger {
  private final Path file;

  Ledger(Path file) throws IOException {
    this.file = file;
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (!Files.exists(file)) {
      Files.writeString(file, Finding.TITLES + "\n");
    }
  }

  synchronized void add(Finding finding) throws IOException {
    Files.writeString(file, finding.line() + "\n", StandardOpenOption.APPEND);
  }

  synchronized List<Finding> all() throws IOException {
    return Files.readAllLines(file).stream().skip(1).map(Finding::of).toList();
  }
}
