package io.gatehouse.config.keepalived.text;

import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Position;
import io.gatehouse.config.text.Span;
import io.gatehouse.config.text.Word;
import java.util.Arrays;
import java.util.List;

/**
 * A stretch of text whose every character knows the column it came from, however much was cut out
 * or put in since. Immutable.
 */
final class Text {
  private final Position start;
  private final String source;
  private final String chars;
  private final int[] columns;

  private Text(Text origin, String chars, int[] columns) {
    this(origin.start, origin.source, chars, columns);
  }

  private Text(Position start, String source, String chars, int[] columns) {
    this.start = start;
    this.source = source;
    this.chars = chars;
    this.columns = columns;
  }

  /** A whole line as it stands in the file. */
  static Text of(Position start, String source) {
    int[] columns = new int[source.length()];
    Arrays.setAll(columns, i -> i + 1);
    return new Text(start, source, source, columns);
  }

  Position start() {
    return start;
  }

  String chars() {
    return chars;
  }

  int length() {
    return chars.length();
  }

  boolean isEmpty() {
    return chars.isEmpty();
  }

  char at(int index) {
    return chars.charAt(index);
  }

  Text slice(int from, int to) {
    return new Text(this, chars.substring(from, to), Arrays.copyOfRange(columns, from, to));
  }

  Text from(int index) {
    return slice(index, length());
  }

  /** Without the character at the index. */
  Text without(int index) {
    return joined(slice(0, index), from(index + 1));
  }

  /** With other characters in place of those between; they point at what they replace. */
  Text with(int from, int to, String value) {
    int[] marks = new int[value.length()];
    if (marks.length > 0) {
      Arrays.fill(marks, columns[from]);
      marks[marks.length - 1] = columns[to - 1];
    }
    return joined(joined(slice(0, from), new Text(this, value, marks)), from(to));
  }

  /** The two behind each other. */
  Text append(Text other) {
    return joined(this, other);
  }

  private static Text joined(Text a, Text b) {
    int[] columns = Arrays.copyOf(a.columns, a.length() + b.length());
    System.arraycopy(b.columns, 0, columns, a.length(), b.length());
    return new Text(a, a.chars + b.chars, columns);
  }

  /** Without blanks at both ends. */
  Text strip() {
    int from = 0;
    while (from < length() && blank(at(from))) {
      from++;
    }
    int to = length();
    while (to > from && blank(at(to - 1))) {
      to--;
    }
    return slice(from, to);
  }

  static boolean blank(char c) {
    return c == ' ' || c == '\t' || c == '\f' || c == '\u000b' || c == '\r';
  }

  /** This stretch as one word that says {@code text}. */
  Word word(String text) {
    int raw = isEmpty() ? 0 : Math.max(1, columns[length() - 1] - columns[0] + 1);
    return new Word(text, start.column(column(0)), raw, raw != text.length());
  }

  Line line(List<Word> words) {
    return new Line(start, words, source);
  }

  /** What to mark for the characters between. */
  Span span(int from, int to) {
    int last = from < to && to <= length() ? columns[to - 1] : column(from);
    return new Span(start.column(column(from)), Math.max(1, last - column(from) + 1), source);
  }

  Span span() {
    return span(0, length());
  }

  private int column(int index) {
    if (index < length()) {
      return columns[index];
    }
    return isEmpty() ? 1 : columns[length() - 1] + 1;
  }

  @Override
  public String toString() {
    return chars;
  }
}
