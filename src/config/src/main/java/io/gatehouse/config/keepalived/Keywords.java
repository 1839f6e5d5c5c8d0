package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.keepalived.text.Statement;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.config.text.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The keywords of one section and who reads each. Filled once, read by every load. */
final class Keywords<D extends Draft> {

  /** Reads one statement into the draft. */
  @FunctionalInterface
  interface Reader<D> {
    void read(D draft, Clause clause) throws ArgumentException;
  }

  private enum Form {
    /** A line; of several the last counts. */
    LINE,
    /** A line; a second one is an error. */
    ONCE,
    /** A block in braces; several add up. */
    BLOCK,
    /** Looked at no further. */
    ANY
  }

  private record Entry<D>(Form form, Reader<D> reader) {}

  private final String section;
  private final Map<String, Entry<D>> entries = new TreeMap<>();

  Keywords(String section) {
    this.section = section;
  }

  Keywords<D> line(String word, Reader<D> reader) {
    return put(word, new Entry<>(Form.LINE, reader));
  }

  Keywords<D> once(String word, Reader<D> reader) {
    return put(word, new Entry<>(Form.ONCE, reader));
  }

  Keywords<D> block(String word, Reader<D> reader) {
    return put(word, new Entry<>(Form.BLOCK, reader));
  }

  /** Keywords that are accepted and change nothing here. */
  Keywords<D> noEffect(String reason, String... words) {
    for (String word : words) {
      Reader<D> reader =
          (draft, clause) -> clause.notice("'%s' has no effect here".formatted(word), reason);
      put(word, new Entry<>(Form.ANY, reader));
    }
    return this;
  }

  /** Keywords of Keepalived that are not carried out. */
  Keywords<D> refused(String wayOut, String... words) {
    for (String word : words) {
      Reader<D> reader =
          (draft, clause) ->
              clause.error("'%s' is known to Keepalived but not supported".formatted(word), wayOut);
      put(word, new Entry<>(Form.ANY, reader));
    }
    return this;
  }

  private Keywords<D> put(String word, Entry<D> entry) {
    if (entries.put(word, entry) != null) {
      throw new IllegalStateException("'%s' is claimed twice".formatted(word));
    }
    return this;
  }

  /** Every keyword, sorted. */
  List<String> all() {
    return List.copyOf(entries.keySet());
  }

  /** The keywords that change something, not only known ones. */
  List<String> carriedOut() {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().form != Form.ANY)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Reads a section's block. */
  void read(D draft, List<Statement> body, Context context) {
    body.forEach(statement -> read(draft, statement, context));
  }

  private void read(D draft, Statement statement, Context context) {
    String word = statement.keyword();
    Span at = statement.line().span(0);
    Diagnostics diagnostics = context.diagnostics();
    Entry<D> entry = entries.get(word);
    if (entry == null) {
      diagnostics.error(
          at,
          "unknown keyword '%s' in '%s'".formatted(word, section),
          Suggestions.didYouMean(word, entries.keySet()));
      return;
    }
    if (entry.form == Form.BLOCK && !statement.block()) {
      diagnostics.error(at, "'%s' expects a block in braces".formatted(word));
      return;
    }
    if (entry.form != Form.BLOCK && entry.form != Form.ANY && statement.block()) {
      diagnostics.error(at, "'%s' takes no block".formatted(word));
      return;
    }
    repeated(draft, word, entry, at, diagnostics);
    draft.put(word, statement.line().span());
    Clause clause = Clause.of(statement, 1, context);
    if (entry.form == Form.BLOCK) {
      clause.end();
    }
    try {
      entry.reader.read(draft, clause);
    } catch (ArgumentException problem) {
      clause.cursor().report(problem);
    }
  }

  private void repeated(D draft, String word, Entry<D> entry, Span at, Diagnostics diagnostics) {
    if (!draft.has(word)) {
      return;
    }
    String first = Diagnostics.firstDefined(draft.at(word).start());
    if (entry.form == Form.ONCE) {
      diagnostics.error(at, "'%s' is given twice in %s".formatted(word, draft), first);
    } else if (entry.form == Form.LINE) {
      diagnostics.warning(
          at, "'%s' is given twice in %s, the last one counts".formatted(word, draft), first);
    }
  }
}
