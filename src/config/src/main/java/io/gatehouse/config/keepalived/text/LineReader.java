package io.gatehouse.config.keepalived.text;

import io.gatehouse.config.keepalived.text.Repetitions.Step;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives one piece of a statement after the other: a brace, or what stands before, between and
 * behind braces on a line. Conditions, definitions, sequences and includes are over behind it.
 */
final class LineReader {
  private static final int MOST_PIECES = 200_000;

  private final Machine machine;
  private final Diagnostics diagnostics;
  private final Comments comments;
  private final Definitions definitions;
  private final Includes includes;
  private final Deque<SourceFile> files = new ArrayDeque<>();
  private final Deque<Iterator<Step>> pending = new ArrayDeque<>();
  private int pieces;

  LineReader(ConfigSource source, Machine machine, Diagnostics diagnostics) {
    this.machine = machine;
    this.diagnostics = diagnostics;
    this.comments = new Comments(diagnostics);
    BuiltIns builtIns = new BuiltIns(machine, () -> files.getFirst().folder().toString());
    this.definitions = new Definitions(builtIns, diagnostics);
    this.includes = new Includes(machine, diagnostics);
    files.push(SourceFile.open(source, diagnostics));
  }

  /** The next piece; empty at the end of all. */
  Optional<Text> next() {
    while (true) {
      Optional<Text> raw = raw();
      if (raw.isEmpty()) {
        return raw;
      }
      Text line = process(raw.get());
      if (line.isEmpty()) {
        continue;
      }
      if (++pieces > MOST_PIECES) {
        diagnostics.error(line.span(), "there are more than %d statements".formatted(MOST_PIECES));
        return Optional.empty();
      }
      if (Includes.is(line)) {
        List<SourceFile> opened = includes.open(line, files);
        opened.reversed().forEach(files::push);
      } else {
        return Optional.of(cut(line));
      }
    }
  }

  private Optional<Text> raw() {
    while (!pending.isEmpty()) {
      if (pending.getFirst().hasNext()) {
        Step step = pending.getFirst().next();
        step.values().forEach(definitions::set);
        return Optional.of(step.line());
      }
      pending.pop();
    }
    while (true) {
      Optional<Text> line = files.getFirst().line(diagnostics);
      if (line.isPresent()) {
        if (line.get().isEmpty()) {
          definitions.end();
        }
        return Optional.of(comments.strip(line.get()));
      }
      if (files.size() == 1) {
        definitions.end();
        return Optional.empty();
      }
      files.pop();
    }
  }

  /** What is left of a line to be read as a statement; empty when it was something else. */
  private Text process(Text raw) {
    Text line = raw;
    Text nothing = line.slice(0, 0);
    if (definitions.collecting()) {
      if (!line.isEmpty()) {
        definitions.collect(line);
      }
      return nothing;
    }
    while (!line.isEmpty()) {
      if (line.at(0) == '@') {
        line = conditional(line);
      } else if (definitions.define(line)) {
        return nothing;
      } else if (Repetitions.begins(line)) {
        repeat(line);
        return nothing;
      } else {
        Definitions.Expansion expansion = definitions.expand(line);
        if (!expansion.changed()) {
          return line;
        }
        push(expansion.following().stream().map(text -> new Step(Map.of(), text)).iterator());
        line = expansion.line().strip();
        if (line.isEmpty() || line.at(0) != '@' && line.at(0) != '~') {
          return line;
        }
      }
    }
    return line;
  }

  private void push(Iterator<Step> steps) {
    if (steps.hasNext()) {
      pending.push(steps);
    }
  }

  /** The line behind {@code @id}, empty when it is meant for another machine. */
  private Text conditional(Text line) {
    boolean not = line.chars().startsWith("@^");
    int begin = not ? 2 : 1;
    int end = begin;
    while (end < line.length() && !Text.blank(line.at(end))) {
      end++;
    }
    if (end == line.length()) {
      diagnostics.error(line.span(), "a statement is missing behind '%s'".formatted(line.chars()));
      return line.slice(0, 0);
    }
    boolean mine = line.chars().substring(begin, end).equals(machine.configId());
    return mine == not ? line.slice(0, 0) : line.from(end).strip();
  }

  private void repeat(Text line) {
    Optional<Iterator<Step>> steps =
        Repetitions.of(
            line, word -> definitions.expand(Text.of(line.start(), word)).line().chars());
    steps.ifPresentOrElse(
        this::push,
        () ->
            diagnostics.error(
                line.span(),
                "malformed sequence '%s'".formatted(line.chars().substring(0, 4)),
                "write ~SEQ(NAME, FIRST, STEP, LAST) or ~LST(NAME, VALUE, VALUE...)"));
  }

  /** Takes the first piece off a line; the rest comes next. */
  private Text cut(Text line) {
    int brace = brace(line);
    if (brace < 0) {
      return line;
    }
    int end = brace == 0 ? 1 : brace;
    Text rest = line.from(end).strip();
    if (!rest.isEmpty()) {
      push(List.of(new Step(Map.of(), rest)).iterator());
    }
    return line.slice(0, end).strip();
  }

  private static int brace(Text line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.at(i);
      quoted ^= c == '"';
      if (!quoted && (c == '{' || c == '}')) {
        return i;
      }
    }
    return -1;
  }
}
