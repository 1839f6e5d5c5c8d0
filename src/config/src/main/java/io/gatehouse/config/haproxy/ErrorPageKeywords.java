package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Word;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pages of the gateway's own answers. */
final class ErrorPageKeywords implements KeywordFamily {
  private static final Set<Integer> STATUSES =
      Set.of(
          200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 414, 422, 425, 429, 431, 500, 501, 502,
          503, 504);

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    for (String name : Set.of("errorfile", "errorloc", "errorloc302", "errorloc303")) {
      all.put(name, SectionKind.PROXIES);
    }
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    int status = (int) s.cursor().integer("an HTTP status", 100, 599);
    if (!STATUSES.contains(status)) {
      s.cursor().warn("status %d has no error page, the line is ignored".formatted(status));
      return;
    }
    Reply reply = s.keyword().equals("errorfile") ? file(s, status) : location(s);
    s.cursor().end();
    Map<Integer, Reply> all = new HashMap<>(s.values().get(ProxySettings.ERRORS, Map.of()));
    all.put(status, reply);
    s.set(ProxySettings.ERRORS, Map.copyOf(all));
  }

  private static Reply file(Statement s, int status) throws ArgumentException {
    String name = s.cursor().next("the name of a file");
    if (name.equals("/dev/null")) {
      return new Reply(status, List.of(), new Reply.Body.RawMessage(""));
    }
    try {
      String text = Files.readString(Path.of(name), StandardCharsets.ISO_8859_1);
      if (!text.startsWith("HTTP/")) {
        throw s.cursor().error("file '%s' does not begin with an HTTP status line".formatted(name));
      }
      return new Reply(status, List.of(), new Reply.Body.RawMessage(text));
    } catch (IOException | java.nio.file.InvalidPathException unreadable) {
      throw s.cursor()
          .error("file '%s' cannot be read: %s".formatted(name, unreadable.getMessage()));
    }
  }

  private static Reply location(Statement s) throws ArgumentException {
    String target = s.cursor().next("a location");
    // The target is no format: a percent sign in it stands for itself.
    Word word = new Word(target.replace("%", "%%"), s.cursor().span().start(), 1, true);
    Line line = new Line(word.position(), List.of(word), s.cursor().line().source());
    Format value =
        s.context()
            .languages()
            .format(line.cursor(0, s.context().diagnostics()), "a location", Format.Use.HTTP);
    int status = s.keyword().equals("errorloc303") ? 303 : 302;
    return new Reply(status, List.of(new Reply.Field("location", value)), new Reply.Body.Empty());
  }
}
