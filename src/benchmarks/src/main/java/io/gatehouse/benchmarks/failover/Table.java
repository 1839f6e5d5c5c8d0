package io.gatehouse.benchmarks.failover;

import java.util.Collections;
import java.util.List;

/** A table in Markdown. */
final class Table {
  private final StringBuilder out = new StringBuilder(1 << 12);

  Table(List<String> titles) {
    row(titles);
    row(Collections.nCopies(titles.size(), "---"));
  }

  Table(String... titles) {
    this(List.of(titles));
  }

  Table row(List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    return this;
  }

  String text() {
    return out.toString();
  }
}
