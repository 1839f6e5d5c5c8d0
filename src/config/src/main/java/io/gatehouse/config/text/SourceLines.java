package io.gatehouse.config.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts a file into raw lines and finds what does not belong into a text. */
final class SourceLines {

  /** The bytes of UTF-8's byte order mark. */
  private static final String UTF8_MARK = "\u00ef\u00bb\u00bf";

  private SourceLines() {}

  /** The lines up to the first that is no text; problems are reported. */
  static List<String> of(ConfigSource source, Diagnostics diagnostics) {
    String content = source.content();
    if (content.startsWith("\u00ff\u00fe") || content.startsWith("\u00fe\u00ff")) {
      diagnostics.error(Span.of(source.name()), "is UTF-16 text, expected UTF-8 or plain ASCII");
      return List.of();
    }
    if (content.startsWith(UTF8_MARK)) {
      diagnostics.error(
          new Span(new Position(source.name(), 1, 1), 0, ""),
          "the file begins with a byte order mark, which HAProxy takes for a part of the first"
              + " word",
          "save it as UTF-8 without a byte order mark");
      content = content.substring(UTF8_MARK.length());
    }
    return cut(source.name(), content, diagnostics);
  }

  private static List<String> cut(String file, String content, Diagnostics diagnostics) {
    List<String> lines = new ArrayList<>();
    int begin = 0;
    while (begin < content.length()) {
      int end = content.indexOf('\n', begin);
      String line = end < 0 ? content.substring(begin) : content.substring(begin, end);
      Position start = new Position(file, lines.size() + 1, 0);
      int nul = line.indexOf('\0');
      if (nul >= 0) {
        diagnostics.error(
            new Span(start.column(nul + 1), 0, ""),
            "stray NUL character at position %d".formatted(nul + 1),
            "is this a configuration file?");
        return lines;
      }
      lines.add(line);
      if (end < 0) {
        diagnostics.error(
            new Span(start.column(line.length() + 1), 1, line),
            "missing LF on last line, file might have been truncated at position %d"
                .formatted(line.length() + 1));
        return lines;
      }
      begin = end + 1;
    }
    return lines;
  }
}
