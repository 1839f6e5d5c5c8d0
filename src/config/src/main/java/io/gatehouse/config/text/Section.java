package io.gatehouse.config.text;

import java.util.List;

/**
 * A section as written: the line that opened it and the statements below it, in their order.
 *
 * <p>Directives such as {@code .if} and the environment keywords of {@code global} were carried out
 * while reading and are not among the lines.
 *
 * @param header the line that begins with the section's keyword
 * @param lines the statements
 */
public record Section(Line header, List<Line> lines) {

  public Section {
    lines = List.copyOf(lines);
  }

  /** The section's keyword: {@code global}, {@code frontend}, ... */
  public String kind() {
    return header.keyword();
  }

  /** The word after the keyword, empty when there is none. */
  public String name() {
    return header.text(1);
  }

  public Position position() {
    return header.position(0);
  }
}
