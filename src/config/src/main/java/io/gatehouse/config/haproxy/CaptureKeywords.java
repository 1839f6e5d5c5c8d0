package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Format;
import io.gatehouse.config.haproxy.rule.CaptureSlots;
import io.gatehouse.config.haproxy.rule.CheckPoint;
import io.gatehouse.config.haproxy.rule.ProxyRules;
import io.gatehouse.model.CaptureSettings.Cookie;
import io.gatehouse.model.CaptureSettings.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is kept of messages, and the exchange's own id. */
final class CaptureKeywords implements KeywordFamily {
  private static final int LONGEST = 65_535;

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Set<SectionKind> named = Set.of(SectionKind.FRONTEND, SectionKind.LISTEN);
    return Map.of(
        "capture cookie", named,
        "capture request", named,
        "capture response", named,
        "declare capture", named,
        "unique-id-format", SectionKind.CLIENT,
        "unique-id-header", SectionKind.CLIENT);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "capture cookie" -> cookie(s);
      case "capture request" -> header(s, true);
      case "capture response" -> header(s, false);
      case "declare capture" -> declare(s);
      case "unique-id-format" -> uniqueId(s);
      default -> s.setText(ProxySettings.UNIQUE_ID_HEADER, "a header name");
    }
  }

  private static void cookie(Statement s) throws ArgumentException {
    String name = s.cursor().next("a cookie name");
    int length = length(s);
    s.cursor().end();
    s.set(ProxySettings.CAPTURE_COOKIE, new Cookie(name, length));
  }

  private static void header(Statement s, boolean request) throws ArgumentException {
    if (!s.cursor().accept("header")) {
      s.cursor().next("'header'");
      throw s.cursor().unknown("kind of capture", List.of("header"));
    }
    String name = s.cursor().next("a header name");
    int length = length(s);
    s.cursor().end();
    slots(s, request, new Slot(Optional.of(name), length));
  }

  private static void declare(Statement s) throws ArgumentException {
    boolean request = s.cursor().accept("request");
    if (!request && !s.cursor().accept("response")) {
      s.cursor().next("'request' or 'response'");
      throw s.cursor().unknown("direction", List.of("request", "response"));
    }
    int length = length(s);
    s.cursor().end();
    slots(s, request, new Slot(Optional.empty(), length));
  }

  private static void slots(Statement s, boolean request, Slot slot) {
    Optional<CaptureSlots> slots = s.draft().rules().map(ProxyRules::captures);
    slots.ifPresent(declared -> declared.declare(request, slot));
  }

  private static int length(Statement s) throws ArgumentException {
    if (!s.cursor().accept("len")) {
      s.cursor().next("'len'");
      throw s.cursor().unknown("argument", List.of("len"));
    }
    return (int) s.cursor().integer("a length in bytes", 1, LONGEST);
  }

  private static void uniqueId(Statement s) throws ArgumentException {
    s.cursor().moment(CheckPoint.HTTP_REQUEST_FRONTEND);
    Format format =
        s.context().languages().format(s.cursor(), "a log-format string", Format.Use.UNIQUE_ID);
    s.cursor().end();
    s.set(ProxySettings.UNIQUE_ID_FORMAT, format);
  }
}
