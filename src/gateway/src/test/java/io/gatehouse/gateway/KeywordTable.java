package io.gatehouse.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads {@code golden/keywords.txt}: for every keyword lines that are accepted and refused. */
final class KeywordTable {
  static final Path FILE = Path.of("src/test/golden/keywords.txt");

  private KeywordTable() {}

  /**
   * One line of a configuration and what becomes of it.
   *
   * @param section where it stands
   * @param verdict {@code +} accepted, {@code -} refused, both as HAProxy does; {@code +!} and
   *     {@code -!} where the installed HAProxy decides otherwise
   * @param remark of a refused line: a part of the message; of {@code +!}: why
   */
  record Row(String section, String verdict, String line, String remark) {
    boolean accepted() {
      return verdict.startsWith("+");
    }

    boolean acceptedByHaproxy() {
      return accepted() != verdict.endsWith("!");
    }

    /** The line in a whole configuration. */
    String configuration() {
      return together(List.of(this));
    }

    /** Some lines need others beside them. */
    private String lines() {
      return line.replace(" ¦ ", "\n  ");
    }

    private String proxy(int number) {
      String header = "%s it%d\n".formatted(section, number);
      String bind = section.equals("backend") ? "" : "  bind 127.0.0.1:8080\n";
      String server = section.equals("frontend") ? "" : "  server spare 192.0.2.8:80\n";
      return section.equals("global") ? "" : header + bind + server + "  " + lines() + "\n";
    }

    /** Keywords that are gone, or wait for a plugin, need no accepted line. */
    boolean shows(String keyword, boolean accepting) {
      boolean uses = line.equals(keyword) || line.startsWith(keyword + " ");
      boolean gone = remark.contains("was removed from HAProxy") || remark.contains("no plugin");
      return uses && (accepted() == accepting || accepting && gone);
    }

    @Override
    public String toString() {
      return section + ": " + line;
    }
  }

  static List<Row> rows() throws IOException {
    try (Stream<String> lines = Files.lines(FILE, UTF_8)) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(KeywordTable::row)
          .toList();
    }
  }

  /** The lines in one configuration, each in a section of its own unless it is a global one. */
  static String together(List<Row> rows) {
    // Commands of checks need leave.
    StringBuilder text = new StringBuilder("global\n  external-check\n");
    rows.stream()
        .filter(row -> row.section.equals("global"))
        .forEach(row -> text.append("  ").append(row.line).append('\n'));
    text.append(
        """
        defaults
          mode http
          timeout connect 1s
          timeout client 1s
          timeout server 1s
        """);
    for (int i = 0; i < rows.size(); i++) {
      text.append(rows.get(i).proxy(i));
    }
    return text.append(
            """
            http-errors pages
              errorfile 503 /dev/null
            listen other
              bind 127.0.0.1:8090
              server s 192.0.2.9:80
            """)
        .toString();
  }

  private static Row row(String text) {
    List<String> parts = List.of(text.split(" \\| ", 4));
    return new Row(
        parts.get(0).strip(),
        parts.get(1).strip(),
        parts.get(2).strip(),
        parts.size() > 3 ? parts.get(3).strip() : "");
  }
}
