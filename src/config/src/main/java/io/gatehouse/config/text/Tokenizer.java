package io.gatehouse.config.text;

import java.util.List;
import java.util.Optional;

/**
 * Cuts a line into words (manual sections 2.1 to 2.3): quotes, escapes, comments and variables.
 *
 * <p>There is no continuation: a statement ends with its line.
 */
public final class Tokenizer {

  private final Environment environment;
  private final Diagnostics diagnostics;

  public Tokenizer(Environment environment, Diagnostics diagnostics) {
    this.environment = environment;
    this.diagnostics = diagnostics;
  }

  /**
   * The statement of one raw line, without words when the line is blank or only a comment; nothing
   * when it is broken, which then was reported.
   */
  public Optional<Line> tokenize(String file, int line, String raw) {
    return tokenize(new Place(file, line, ""), raw);
  }

  Optional<Line> tokenize(Place place, String raw) {
    Position start = new Position(place.file(), place.line(), 0);
    Variables variables = new Variables(environment, place);
    try {
      List<Word> words = new WordScanner(raw, start, variables, true).scan();
      return Optional.of(new Line(start, words, raw));
    } catch (ScanException e) {
      Span span = new Span(start.column(e.offset() + 1), e.length(), raw);
      diagnostics.error(span, e.reason(), e.hints());
      return Optional.empty();
    }
  }
}
