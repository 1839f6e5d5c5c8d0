package io.gatehouse.config.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One statement: the words of a line and the line as it was written.
 *
 * @param start the file and line number
 * @param words at least one in every line that a {@link Section} holds
 * @param source the raw line, without its end
 */
public record Line(Position start, List<Word> words, String source) {

  public Line {
    words = List.copyOf(words);
  }

  public int size() {
    return words.size();
  }

  public boolean isEmpty() {
    return words.isEmpty();
  }

  public Word word(int index) {
    return words.get(index);
  }

  /** The text of a word, or the empty string when the line has fewer words. */
  public String text(int index) {
    return index < words.size() ? words.get(index).text() : "";
  }

  /** The first word. */
  public String keyword() {
    return text(0);
  }

  /** Where a word begins. */
  public Position position(int index) {
    return words.get(index).position();
  }

  /** What to mark for one word; past the last word, the place where one is missing. */
  public Span span(int index) {
    if (index >= words.size()) {
      int end = words.isEmpty() ? 1 : words.getLast().endColumn() + 1;
      return new Span(start.column(end), 1, source);
    }
    Word word = words.get(index);
    return new Span(word.position(), Math.max(1, word.rawLength()), source);
  }

  /** What to mark for the words {@code from} to {@code to}, both included. */
  public Span span(int from, int to) {
    Span first = span(from);
    Span last = span(to);
    int length = last.start().column() + last.length() - first.start().column();
    return new Span(first.start(), length, source);
  }

  /** What to mark for the whole statement. */
  public Span span() {
    return words.isEmpty() ? new Span(start, 0, source) : span(0, words.size() - 1);
  }

  /** A cursor that will read the word {@code index} next, for lines without expressions. */
  public Cursor cursor(int index, Diagnostics diagnostics) {
    return cursor(index, diagnostics, Languages.none());
  }

  /** A cursor that will read the word {@code index} next. */
  public Cursor cursor(int index, Diagnostics diagnostics, Languages languages) {
    return new Cursor(this, index, diagnostics, languages);
  }

  /** The words, one space between them. */
  @Override
  public String toString() {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }
}
