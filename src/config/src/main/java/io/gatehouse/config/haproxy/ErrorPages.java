package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files of error pages, alone and in {@code http-errors} sections (manual section 12.4). */
final class ErrorPages {

  /** The statuses for which there is a page. */
  static final Set<Integer> STATUSES =
      Set.of(
          200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 414, 422, 425, 429, 431, 500, 501, 502,
          503, 504);

  static final String SECTION = "http-errors";

  private ErrorPages() {}

  /** Takes the name of a file that holds a whole answer; {@code /dev/null} is none at all. */
  static Reply file(Cursor cursor, int status) throws ArgumentException {
    String name = cursor.next("the name of a file");
    if (name.equals("/dev/null")) {
      return new Reply(status, List.of(), new Reply.Body.RawMessage(""));
    }
    String text;
    try {
      text = Files.readString(Path.of(name), StandardCharsets.ISO_8859_1);
    } catch (IOException | InvalidPathException unreadable) {
      throw cursor.error("file '%s' cannot be read: %s".formatted(name, unreadable.getMessage()));
    }
    if (!text.startsWith("HTTP/")) {
      throw cursor.error("file '%s' does not begin with an HTTP status line".formatted(name));
    }
    return new Reply(status, List.of(), new Reply.Body.RawMessage(text));
  }

  /** Makes a section known to the lines that may name it, wherever those stand. */
  static void read(Section section, LoadContext context) {
    Diagnostics diagnostics = context.diagnostics();
    Line header = section.header();
    if (section.name().isEmpty()) {
      diagnostics.error(header.span(1), "'http-errors' expects a name");
      return;
    }
    Map<Integer, Reply> pages = new HashMap<>();
    for (Line line : section.lines()) {
      Cursor cursor = line.cursor(1, diagnostics);
      try {
        page(line, cursor, pages);
      } catch (ArgumentException problem) {
        cursor.report(problem);
      }
    }
    if (!context.languages().define(section.name(), pages)) {
      diagnostics.error(
          header.span(1), "http-errors section '%s' exists already".formatted(section.name()));
    }
  }

  private static void page(Line line, Cursor cursor, Map<Integer, Reply> pages)
      throws ArgumentException {
    if (!line.keyword().equals("errorfile")) {
      throw cursor.unknown("keyword in 'http-errors' section", List.of("errorfile"));
    }
    int status = (int) cursor.integer("an HTTP status", 100, 599);
    if (!STATUSES.contains(status)) {
      cursor.warn("status %d has no error page, the line is ignored".formatted(status));
      return;
    }
    pages.put(status, file(cursor, status));
    cursor.end();
  }
}
