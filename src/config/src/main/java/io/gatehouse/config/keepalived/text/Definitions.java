package io.gatehouse.config.keepalived.text;

import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code $NAME=value} and what refers to it. A definition may have several lines, each but the last
 * ending in a backslash; it is then used at the end of a line only.
 */
final class Definitions {
  private static final int LONGEST = 8_192;
  private static final int MOST_ROUNDS = 1_000;

  private final Map<String, List<Text>> values = new HashMap<>();
  private final BuiltIns builtIns;
  private final Diagnostics diagnostics;
  private final List<Text> collected = new ArrayList<>();
  private String open = "";

  Definitions(BuiltIns builtIns, Diagnostics diagnostics) {
    this.builtIns = builtIns;
    this.diagnostics = diagnostics;
  }

  /** What a line became, and the lines that follow it. */
  record Expansion(Text line, List<Text> following, boolean changed) {}

  /** Whether the lines of a definition are still coming. */
  boolean collecting() {
    return !open.isEmpty();
  }

  /** Takes the line if it begins a definition. */
  boolean define(Text line) {
    int end = Reference.nameEnd(line.chars(), 1);
    if (line.length() < 2 || line.at(0) != '$' || end == 1 || end >= line.length()) {
      return false;
    }
    if (line.at(end) != '=') {
      return false;
    }
    open = line.chars().substring(1, end);
    collected.clear();
    collect(line.from(end + 1).strip());
    return true;
  }

  /** Takes the next line of the open definition. */
  void collect(Text line) {
    boolean more = !line.isEmpty() && line.at(line.length() - 1) == '\\';
    Text kept = more ? line.slice(0, line.length() - 1).strip() : line;
    if (!kept.isEmpty() || !more && collected.isEmpty()) {
      collected.add(kept);
    }
    if (!more) {
      end();
    }
  }

  /** The open definition has no more lines. */
  void end() {
    if (collecting()) {
      values.put(open, List.copyOf(collected));
      open = "";
    }
  }

  void set(String name, Text value) {
    values.put(name, List.of(value));
  }

  /** Puts values in place of names, also of those that values name. */
  Expansion expand(Text line) {
    Text text = line;
    List<Text> following = new ArrayList<>();
    int at = 0;
    int rounds = 0;
    while ((at = text.chars().indexOf('$', at)) >= 0) {
      Optional<Reference> found = Reference.at(text.chars(), at);
      if (found.isEmpty()) {
        at++;
        continue;
      }
      Reference reference = found.get();
      List<Text> value = value(reference, text, at);
      if (value.size() != 1 && (value.isEmpty() || reference.end() != text.length())) {
        text = undefined(text, at, reference);
        at += 1 + reference.name().length();
        continue;
      }
      if (++rounds > MOST_ROUNDS || text.length() > LONGEST) {
        diagnostics.error(line.span(), "its definitions never come to an end");
        return new Expansion(line.slice(0, 0), List.of(), true);
      }
      Text first = value.getFirst();
      following.addAll(0, value.subList(1, value.size()));
      boolean alone = value.size() > 1 && at == 0;
      text = alone ? first : text.with(at, reference.end(), first.chars());
      if (first.chars().startsWith("~") || builtIns.literal(reference.name())) {
        at += first.length();
      }
    }
    return new Expansion(text, following, !text.chars().equals(line.chars()) || rounds > 0);
  }

  private List<Text> value(Reference reference, Text text, int at) {
    List<Text> own = values.get(reference.name());
    if (own != null && reference.parameters().isEmpty()) {
      return own;
    }
    return builtIns
        .value(reference)
        .map(v -> List.of(text.slice(at, reference.end()).with(0, reference.end() - at, v)))
        .orElse(List.of());
  }

  /** A name in braces must be known, unless a command may mean it for a shell. */
  private Text undefined(Text text, int at, Reference reference) {
    if (values.containsKey(reference.name())) {
      diagnostics.error(
          text.span(at, reference.end()),
          "'%s' has several lines: nothing may follow it".formatted(reference.name()));
      return text.with(at, reference.end(), "$" + reference.name());
    }
    String[] near = Suggestions.didYouMean(reference.name(), values.keySet());
    String message = "'%s' is not defined here".formatted(reference.name());
    if (!reference.braces() || quoted(text, at)) {
      if (near.length > 0) {
        diagnostics.warning(text.span(at, reference.end()), message, near);
      }
      return text;
    }
    diagnostics.error(text.span(at, reference.end()), message, near);
    return text.with(at, reference.end(), "$" + reference.name());
  }

  private static boolean quoted(Text text, int at) {
    return text.chars().substring(0, at).chars().filter(c -> c == '"').count() % 2 == 1;
  }
}
