package io.gatehouse.config.text;

/**
 * One word of a statement, after quotes, escapes and variables were resolved.
 *
 * @param text what the word says
 * @param position where it begins in the source
 * @param rawLength how many columns it takes in the source, quotes included
 * @param quoted whether the source differs from the text: quotes, escapes or variables were used
 * @param address what the word says where an address is expected: variables are resolved there
 *     without quotes too
 */
public record Word(String text, Position position, int rawLength, boolean quoted, String address) {

  /** A word without variables. */
  public Word(String text, Position position, int rawLength, boolean quoted) {
    this(text, position, rawLength, quoted, text);
  }

  /** The column of its first character, from 1. */
  public int column() {
    return position.column();
  }

  /** The first column after the word. */
  public int endColumn() {
    return position.column() + rawLength;
  }

  /** Whether the word reads exactly so. */
  public boolean is(String expected) {
    return text.equals(expected);
  }

  @Override
  public String toString() {
    return text;
  }
}
