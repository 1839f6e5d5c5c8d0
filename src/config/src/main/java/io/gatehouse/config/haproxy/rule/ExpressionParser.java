package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.ConverterPlugin;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleFetchPlugin;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.config.Vocabulary;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sample expressions (manual section 7.3): a fetch and converters, {@code
 * req.hdr(host),lower,field(1,:)}. Fetches and converters come from the plugins.
 */
public final class ExpressionParser {
  private final Vocabulary vocabulary;

  public ExpressionParser(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * An expression that stood inside a larger word.
   *
   * @param end the first character after it
   */
  public record Part(Expression expression, int end) {}

  /**
   * Takes an expression from a line. Words that follow and name a converter belong to it as well,
   * as HAProxy reads {@code src lower}.
   */
  public Expression parse(Cursor cursor) throws ArgumentException {
    String word = cursor.next("a sample expression");
    Draft draft = new Draft(cursor, word, fetch(cursor, call(cursor, word, 0)));
    readConverters(draft, true);
    for (String next = cursor.peek(); next != null && isConverter(next); next = cursor.peek()) {
      draft.continueWith(cursor.next("a converter"));
      readConverters(draft, true);
    }
    return draft.expression();
  }

  /** Reads the expression that fills the word taken last. */
  public Expression parseWord(Cursor cursor, String word) throws ArgumentException {
    Draft draft = new Draft(cursor, word, fetch(cursor, call(cursor, word, 0)));
    readConverters(draft, true);
    return draft.expression();
  }

  /**
   * Reads an expression that begins at {@code from} in the word taken last and ends where no
   * converter follows, for {@code %[...]}.
   */
  public Part parsePart(Cursor cursor, String word, int from) throws ArgumentException {
    Draft draft = new Draft(cursor, word, fetch(cursor, call(cursor, word, from)));
    draft.start = from;
    readConverters(draft, false);
    return new Part(draft.expression(), draft.at);
  }

  /** The expression of an ACL keyword: its fetch has another name than what was written. */
  Expression parseAlias(Cursor cursor, String word, String fetchName) throws ArgumentException {
    Call written = call(cursor, word, 0);
    Call call = new Call(fetchName, 0, written.open(), written.values(), written.end());
    Draft draft = new Draft(cursor, word, fetch(cursor, call));
    readConverters(draft, true);
    return draft.expression();
  }

  private boolean isConverter(String text) {
    int end = 0;
    while (end < text.length() && Call.isNameCharacter(text.charAt(end))) {
      end++;
    }
    return end > 0 && vocabulary.converter(text.substring(0, end)).isPresent();
  }

  private static Call call(Cursor cursor, String word, int from) throws ArgumentException {
    try {
      return Call.read(word, from);
    } catch (Call.Malformed malformed) {
      throw cursor.error(malformed.at(), word.length() - malformed.at(), malformed.reason());
    }
  }

  /** What the beginning of an expression reads, and where the converters begin. */
  private record Begun(SampleFetch fetch, int end) {}

  private Begun fetch(Cursor cursor, Call call) throws ArgumentException {
    Optional<SampleFetchPlugin> plugin = vocabulary.fetch(call.name());
    if (plugin.isEmpty()) {
      throw cursor.error(
          call.at(),
          call.name().length(),
          call.name().isEmpty()
              ? "missing fetch method"
              : "unknown fetch method '%s'".formatted(call.name()),
          Suggestions.didYouMean(call.name(), vocabulary.fetches()));
    }
    CallArguments arguments = new CallArguments(call, cursor);
    SampleFetch fetch = plugin.get().parse(call.name(), arguments);
    arguments.end();
    return new Begun(fetch, call.end());
  }

  private void readConverters(Draft draft, boolean wholeWord) throws ArgumentException {
    String word = draft.word;
    while (draft.at < word.length()) {
      if (word.charAt(draft.at) != ',') {
        if (wholeWord) {
          throw draft.cursor.error(
              draft.at, word.length() - draft.at, "missing comma after '%s'".formatted(draft.last));
        }
        return;
      }
      while (draft.at < word.length() && word.charAt(draft.at) == ',') {
        draft.at++;
      }
      if (draft.at < word.length()) {
        draft.add(call(draft.cursor, word, draft.at));
      }
    }
  }

  /** An expression while it is read. */
  private final class Draft {
    final Cursor cursor;
    final SampleFetch fetch;
    final List<Converter> converters = new ArrayList<>();
    final StringBuilder earlier = new StringBuilder();
    SampleType type;
    String word;
    String last = "the fetch method";
    int start;
    int at;

    Draft(Cursor cursor, String word, Begun begun) {
      this.cursor = cursor;
      this.word = word;
      this.fetch = begun.fetch();
      this.type = begun.fetch().type();
      this.at = begun.end();
    }

    /** A further word; a comma is put where the blank was. */
    void continueWith(String nextWord) throws ArgumentException {
      earlier.append(word, start, word.length()).append(',');
      word = nextWord;
      start = 0;
      add(call(cursor, nextWord, 0));
    }

    void add(Call call) throws ArgumentException {
      Optional<ConverterPlugin> plugin = vocabulary.converter(call.name());
      if (plugin.isEmpty()) {
        throw cursor.error(
            call.at(),
            call.name().length(),
            "unknown converter '%s'".formatted(call.name()),
            Suggestions.didYouMean(call.name(), vocabulary.converters()));
      }
      CallArguments arguments = new CallArguments(call, cursor);
      Converter converter = plugin.get().parse(call.name(), arguments);
      arguments.end();
      if (!TypeCasts.possible(type, converter.input())) {
        throw cursor.error(
            call.at(),
            call.end() - call.at(),
            "converter '%s' cannot be applied: it takes %s, not %s"
                .formatted(call.name(), TypeNames.of(converter.input()), TypeNames.of(type)));
      }
      type = TypeCasts.after(type, converter.input(), converter.output());
      converters.add(converter);
      last = "converter '%s'".formatted(call.name());
      at = call.end();
    }

    Expression expression() {
      return new Expression(earlier + word.substring(start, at), fetch, converters);
    }
  }
}
