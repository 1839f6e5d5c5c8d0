package io.gatehouse.config.text;

/**
 * The stretch of one source line that a diagnostic marks.
 *
 * @param start where it begins
 * @param length number of columns; 0 marks nothing and shows no source line
 * @param source the whole source line, empty when there is none to show
 */
public record Span(Position start, int length, String source) {

  /** A span for a message about a file as a whole. */
  public static Span of(String file) {
    return new Span(Position.of(file), 0, "");
  }

  /** The part of this span that begins {@code offset} columns after its start. */
  public Span part(int offset, int partLength) {
    return new Span(start.column(start.column() + offset), partLength, source);
  }
}
