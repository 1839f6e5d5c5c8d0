package io.gatehouse.config.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.ArgumentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Global keywords about what does not exist here, or is decided elsewhere. They are checked like
 * any other and answered with a notice, so that no line is ignored in silence.
 */
final class NoEffectKeywords implements KeywordFamily {
  private static final String TABLE = "no-effect-keywords.txt";

  /** What may follow a keyword. */
  private enum Syntax {
    FLAG,
    NUMBER,
    SIZE,
    TIME,
    SWITCH,
    WORD,
    WORDS,
    MODE
  }

  private record Entry(Syntax syntax, String reason) {}

  private final Map<String, Entry> entries = new TreeMap<>();

  NoEffectKeywords() {
    try (InputStream in = NoEffectKeywords.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException(TABLE + " is missing from the jar");
      }
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(this::entry);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void entry(String line) {
    List<String> parts = List.of(line.split(" \\| ", 3));
    entries.put(parts.get(0), new Entry(Syntax.valueOf(parts.get(1)), parts.get(2)));
  }

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    entries.keySet().forEach(name -> all.put(name, SectionKind.ONLY_GLOBAL));
    return all;
  }

  /** Those without a value are switches, and {@code no} may stand before a switch. */
  @Override
  public boolean negatable(String keyword) {
    Entry entry = entries.get(keyword);
    return entry != null && entry.syntax == Syntax.FLAG;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    Entry entry = entries.get(s.keyword());
    if (entry == null) {
      throw new IllegalStateException(s.keyword());
    }
    switch (entry.syntax) {
      case FLAG -> s.cursor().end();
      case NUMBER -> s.cursor().integer("a number", 0, Integer.MAX_VALUE);
      case SIZE -> s.cursor().size("a size");
      case TIME -> s.cursor().time("a time");
      case SWITCH -> toggle(s);
      case WORD -> s.cursor().next("a value");
      case WORDS -> {
        s.cursor().next("a value");
        rest(s);
      }
      case MODE -> s.cursor().accept("no-exit-on-failure");
    }
    s.cursor().end();
    s.context()
        .diagnostics()
        .notice(s.at(), "'%s' has no effect: %s".formatted(s.keyword(), entry.reason));
  }

  private static void toggle(Statement s) throws ArgumentException {
    if (!s.cursor().accept("on") && !s.cursor().accept("off")) {
      throw s.cursor().error("'%s' is followed by 'on' or 'off'".formatted(s.keyword()));
    }
  }

  private static void rest(Statement s) throws ArgumentException {
    while (s.cursor().hasNext()) {
      s.cursor().next("a value");
    }
  }
}
