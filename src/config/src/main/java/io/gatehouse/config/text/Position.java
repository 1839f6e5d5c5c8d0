package io.gatehouse.config.text;

/**
 * A place in a configuration file.
 *
 * @param file the file's name as the user gave it
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1, counted in bytes; 0 when the whole line is meant
 */
public record Position(String file, int line, int column) {

  /** The place of a file as a whole. */
  public static Position of(String file) {
    return new Position(file, 0, 0);
  }

  /** The same line, another column. */
  public Position column(int other) {
    return new Position(file, line, other);
  }

  /** {@code file:line:column}, without the parts that are not known. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
