package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.ActionPlugin;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pages of the gateway's own answers. */
final class ErrorPageKeywords implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    for (String name :
        Set.of("errorfile", "errorloc", "errorloc302", "errorloc303", "errorfiles", "http-error")) {
      all.put(name, SectionKind.PROXIES);
    }
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "errorfiles" -> section(s);
      case "http-error" -> httpError(s);
      default -> page(s);
    }
  }

  private static void page(Statement s) throws ArgumentException {
    int status = (int) s.cursor().integer("an HTTP status", 100, 599);
    if (!ErrorPages.STATUSES.contains(status)) {
      s.cursor().warn("status %d has no error page, the line is ignored".formatted(status));
      return;
    }
    Reply reply =
        s.keyword().equals("errorfile") ? ErrorPages.file(s.cursor(), status) : location(s);
    s.cursor().end();
    Map<Integer, Reply> all = pages(s);
    all.put(status, reply);
    s.set(ProxySettings.ERRORS, Map.copyOf(all));
  }

  /** {@code errorfiles SECTION [STATUS…]}: all pages of the section, or those that are listed. */
  private static void section(Statement s) throws ArgumentException {
    Map<Integer, Reply> pages = s.cursor().httpErrors();
    Map<Integer, Reply> all = pages(s);
    if (!s.cursor().hasNext()) {
      all.putAll(pages);
    }
    while (s.cursor().hasNext()) {
      int status = (int) s.cursor().integer("an HTTP status", 100, 599);
      Reply page = pages.get(status);
      if (page == null) {
        s.cursor().warn("the 'http-errors' section has no page for status %d".formatted(status));
      } else {
        all.put(status, page);
      }
    }
    s.set(ProxySettings.ERRORS, Map.copyOf(all));
  }

  /** {@code http-error status …} is described with the words of {@code http-request return}. */
  private static void httpError(Statement s) throws ArgumentException {
    if (!"status".equals(s.cursor().peek())) {
      throw s.cursor().error("'http-error' expects 'status' first");
    }
    ActionPlugin words =
        s.context()
            .vocabulary()
            .action(Phase.HTTP_REQUEST, "return")
            .orElseThrow(() -> s.cursor().error("no plugin offers replies"));
    Reply reply =
        words
            .parse(Phase.HTTP_REQUEST, "return", s.cursor())
            .ending()
            .orElseThrow(() -> s.cursor().error("the reply cannot be told"));
    s.cursor().end();
    if (!ErrorPages.STATUSES.contains(reply.status())) {
      throw s.cursor().error("status %d has no error page".formatted(reply.status()));
    }
    Map<Integer, Reply> all = pages(s);
    all.put(reply.status(), reply);
    s.set(ProxySettings.ERRORS, Map.copyOf(all));
  }

  private static Map<Integer, Reply> pages(Statement s) {
    return new HashMap<>(s.values().get(ProxySettings.ERRORS, Map.of()));
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
