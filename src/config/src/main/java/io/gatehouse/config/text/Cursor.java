package io.gatehouse.config.text;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.MapTable;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.PatternReference;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.rule.UserList;
import io.gatehouse.api.table.TableReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of one line from left to right; what it complains about is marked exactly.
 *
 * <p>Belongs to the thread that loads.
 */
public final class Cursor implements Arguments {

  /** Most sizes of HAProxy are 32-bit unsigned numbers. */
  private static final long LARGEST_SIZE = 0xffff_ffffL;

  private final Line line;
  private final Diagnostics diagnostics;
  private final Languages languages;
  private int index;
  private @Nullable IntUnaryOperator captures;
  private @Nullable Moment moment;

  Cursor(Line line, int index, Diagnostics diagnostics, Languages languages) {
    this.line = line;
    this.index = index;
    this.diagnostics = diagnostics;
    this.languages = languages;
  }

  /** Lets the line declare capture slots: takes a length, answers the slot's number. */
  public void captures(IntUnaryOperator declare) {
    captures = declare;
  }

  @Override
  public int declareCapture(int length) throws ArgumentException {
    if (captures == null) {
      throw error("'len' declares a slot, which only a frontend can; use 'id' with its number");
    }
    return captures.applyAsInt(length);
  }

  /** From here on, expressions that have nothing to read then are refused. */
  public void moment(@Nullable Moment where) {
    moment = where;
  }

  /**
   * Refuses an expression that stood in the word taken last, where it has nothing to read.
   *
   * @param from the first of its characters
   */
  public void check(Expression expression, int from) throws ArgumentException {
    Moment where = moment;
    if (where != null && !where.readable(expression.fetch())) {
      String[] hints = where.hint().isEmpty() ? new String[0] : new String[] {where.hint()};
      throw error(
          from,
          expression.text().length(),
          "'%s' has nothing to read in a %s".formatted(expression.text(), where.label()),
          hints);
    }
  }

  public Line line() {
    return line;
  }

  /** The index of the word that comes next. */
  public int index() {
    return index;
  }

  @Override
  public boolean hasNext() {
    return index < line.size();
  }

  @Override
  public String next(String expected) throws ArgumentException {
    return nextWord(expected).text();
  }

  /** Like {@link #next} for an address, in which variables need no quotes. */
  public String nextAddress(String expected) throws ArgumentException {
    return nextWord(expected).address();
  }

  /** Like {@link #next} with the place of the word. */
  public Word nextWord(String expected) throws ArgumentException {
    if (!hasNext()) {
      throw marked(line.span(index), "'%s' expects %s".formatted(taken(), expected));
    }
    return line.word(index++);
  }

  @Override
  public @Nullable String peek() {
    return hasNext() ? line.word(index).text() : null;
  }

  @Override
  public boolean accept(String word) {
    boolean accepted = word.equals(peek());
    if (accepted) {
      index++;
    }
    return accepted;
  }

  @Override
  public Duration time(String expected) throws ArgumentException {
    return time(expected, TimeValue.Unit.MILLISECOND).duration();
  }

  @Override
  public Duration seconds(String expected) throws ArgumentException {
    return time(expected, TimeValue.Unit.SECOND).duration();
  }

  /** Takes a time for a keyword that counts in {@code unit}. */
  public TimeValue time(String expected, TimeValue.Unit unit) throws ArgumentException {
    String text = next(expected);
    try {
      TimeValue value = TimeValue.parse(text, unit);
      if (!value.trailing().isEmpty()) {
        warn("unexpected '%s' after the time in '%s' is ignored".formatted(value.trailing(), text));
      }
      return value;
    } catch (MalformedValueException malformed) {
      throw error(malformed.reason());
    }
  }

  @Override
  public long size(String expected) throws ArgumentException {
    return size(expected, LARGEST_SIZE);
  }

  /** Takes a size of at most {@code maximum} bytes. */
  public long size(String expected, long maximum) throws ArgumentException {
    String text = next(expected);
    try {
      return SizeValue.parse(text, maximum);
    } catch (MalformedValueException malformed) {
      throw error(malformed.reason());
    }
  }

  @Override
  public Expression expression() throws ArgumentException {
    return languages.expression(this);
  }

  @Override
  public Format format(String expected) throws ArgumentException {
    return languages.format(this, expected);
  }

  /** Messages mark the word taken last. */
  @Override
  public Format formatOf(String text) throws ArgumentException {
    Word word = new Word(text, span().start(), 1, true);
    Line made = new Line(word.position(), List.of(word), line.source());
    Cursor inside = made.cursor(0, diagnostics, languages);
    inside.moment(moment);
    return languages.format(inside, "a text");
  }

  @Override
  public Map<Integer, Reply> httpErrors() throws ArgumentException {
    return languages.httpErrors(this);
  }

  @Override
  public MapTable map(MatchMethod method, SampleType output) throws ArgumentException {
    return map(next("the name of a map"), method, output);
  }

  /** The map of this name, which stood somewhere in the word taken last. */
  public MapTable map(String name, MatchMethod method, SampleType output) throws ArgumentException {
    return languages.map(this, name, new Languages.MapKind(method, output));
  }

  @Override
  public UserList userList() throws ArgumentException {
    return userList(next("the name of a userlist"));
  }

  /** The list of this name, which stood somewhere in the word taken last. */
  public UserList userList(String name) throws ArgumentException {
    return languages.userList(this, name);
  }

  @Override
  public TableReference table(String name, SampleType key) throws ArgumentException {
    return languages.table(this, name, key);
  }

  @Override
  public void resolvers(String name) throws ArgumentException {
    languages.resolvers(this, name);
  }

  @Override
  public PatternReference patterns(String name) throws ArgumentException {
    return languages.patterns(this, name);
  }

  /** The line depends on the server {@code [backend/]server}, so that this one must stay. */
  public void speaksOf(String server) {
    languages.speaksOf(server);
  }

  /** Complains when words are left. */
  public void end() throws ArgumentException {
    if (hasNext()) {
      throw marked(
          line.span(index, line.size() - 1),
          "'%s' cannot handle unexpected argument '%s'".formatted(taken(), peek()));
    }
  }

  @Override
  public Pattern regex(String text, boolean ignoreCase) throws ArgumentException {
    try {
      return PerlRegex.compile(text, ignoreCase);
    } catch (PatternSyntaxException malformed) {
      throw error(
          "regex '%s' is invalid: %s at offset %d"
              .formatted(text, malformed.getDescription(), Math.max(0, malformed.getIndex())));
    }
  }

  @Override
  public ArgumentException error(String message) {
    return marked(span(), message);
  }

  /** An error that marks only a part of the word taken last, counted in the word's text. */
  public ArgumentException error(int offset, int length, String message, String... hints) {
    return marked(span(offset, length), message, hints);
  }

  @Override
  public ArgumentException unknown(String what, Iterable<String> candidates) {
    List<String> words = new ArrayList<>();
    candidates.forEach(words::add);
    String word = index == 0 ? "" : line.word(index - 1).text();
    return marked(
        span(), "unknown %s '%s'".formatted(what, word), Suggestions.didYouMean(word, words));
  }

  @Override
  public void warn(String message) {
    diagnostics.warning(span(), message);
  }

  /** Records what was thrown; an exception that knows no place marks the word taken last. */
  public void report(ArgumentException problem) {
    if (problem instanceof MarkedArgumentException marked) {
      diagnostics.add(marked.diagnostic());
    } else {
      String message = problem.getMessage();
      diagnostics.error(span(), message == null ? "not accepted" : message);
    }
  }

  /** What marks the word taken last. */
  public Span span() {
    return line.span(Math.max(0, index - 1));
  }

  private Span span(int offset, int length) {
    Word word = line.word(Math.max(0, index - 1));
    // Where quotes or variables stand in the way, the offset in the source is not known.
    return word.quoted() ? span() : span().part(offset, Math.max(1, length));
  }

  private String taken() {
    List<String> words = line.words().subList(0, index).stream().map(Word::text).toList();
    return String.join(" ", words);
  }

  private static MarkedArgumentException marked(Span span, String message, String... hints) {
    return new MarkedArgumentException(
        new Diagnostic(Severity.ERROR, span, message, List.of(hints)));
  }
}
