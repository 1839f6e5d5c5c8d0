package io.gatehouse.config.keepalived.text;

import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Position;
import io.gatehouse.config.text.Span;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One file being read line by line. */
final class SourceFile {
  private static final String UTF8_MARK = "\u00ef\u00bb\u00bf";
  private static final int LONGEST = 8_192;

  private final String name;
  private final List<String> lines;
  private int next;

  private SourceFile(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  /** Begins to read; what is no text is reported. */
  static SourceFile open(ConfigSource source, Diagnostics diagnostics) {
    String content = source.content();
    if (content.startsWith("\u00ff\u00fe") || content.startsWith("\u00fe\u00ff")) {
      diagnostics.error(Span.of(source.name()), "is UTF-16 text, expected UTF-8 or plain ASCII");
      return new SourceFile(source.name(), List.of());
    }
    if (content.startsWith(UTF8_MARK)) {
      diagnostics.error(
          new Span(new Position(source.name(), 1, 1), 0, ""),
          "the file begins with a byte order mark, which Keepalived takes for a word",
          "save it as UTF-8 without a byte order mark");
      content = content.substring(UTF8_MARK.length());
    }
    return new SourceFile(source.name(), List.of(content.split("\n", -1)));
  }

  /** The folder that its relative names start from. */
  Path folder() {
    try {
      Path path = Path.of(name).toAbsolutePath().getParent();
      return path == null ? Path.of("/") : path;
    } catch (InvalidPathException noFile) {
      return Path.of("").toAbsolutePath();
    }
  }

  /** The next line without its end; empty behind the last one. */
  Optional<Text> line(Diagnostics diagnostics) {
    if (next >= lines.size()) {
      return Optional.empty();
    }
    String raw = lines.get(next++);
    String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
    Position start = new Position(name, next, 0);
    int nul = line.indexOf('\0');
    if (nul >= 0) {
      diagnostics.error(
          new Span(start.column(nul + 1), 0, ""),
          "stray NUL character at position %d".formatted(nul + 1),
          "is this a configuration file?");
      next = lines.size();
      return Optional.empty();
    }
    if (line.length() > LONGEST) {
      diagnostics.error(
          new Span(start.column(1), 0, ""), "the line is longer than %d bytes".formatted(LONGEST));
      line = "";
    }
    return Optional.of(Text.of(start, line));
  }
}
