package io.gatehouse.config.build;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Format;
import io.gatehouse.config.haproxy.Flags;
import io.gatehouse.config.haproxy.LoadContext;
import io.gatehouse.config.haproxy.ProxySettings;
import io.gatehouse.config.haproxy.ProxySettings.LogLine;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.Values;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.LogFormats;
import io.gatehouse.config.text.Position;
import io.gatehouse.config.text.Span;
import io.gatehouse.config.text.Word;
import io.gatehouse.model.Global;
import io.gatehouse.model.LogOrigin;
import io.gatehouse.model.LogSettings;
import io.gatehouse.model.LogTarget;
import io.gatehouse.model.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Targets and formats of a proxy's log lines. */
final class LogBuilder {
  private final Global global;
  private final LoadContext context;

  LogBuilder(Global global, LoadContext context) {
    this.global = global;
    this.context = context;
  }

  LogSettings build(SectionDraft draft) {
    Values values = draft.values();
    List<LogTarget> targets = new ArrayList<>();
    if (values.is(ProxySettings.LOG_GLOBAL)) {
      targets.addAll(global.logs());
    }
    targets.addAll(values.list(ProxySettings.LOGS));
    Optional<Format> format =
        draft.kind().frontend()
            ? values.get(ProxySettings.LOG_FORMAT).flatMap(line -> format(line, draft))
            : Optional.empty();
    return new LogSettings(
        targets,
        new LogOrigin(
            values.get(ProxySettings.LOG_TAG, global.logOrigin().tag()),
            global.logOrigin().hostname()),
        format,
        values.get(ProxySettings.ERROR_LOG_FORMAT),
        values.get(ProxySettings.LOG_SD),
        values.is(Flags.DONT_LOG_NULL),
        values.is(Flags.DONT_LOG_NORMAL),
        values.is(Flags.LOGASAP),
        values.is(Flags.SEPARATE_ERRORS));
  }

  private Optional<Format> format(LogLine line, SectionDraft draft) {
    return switch (line) {
      case LogLine.Custom(Format format) -> Optional.of(format);
      case LogLine.Tcp _ -> standard("option tcplog", LogFormats.TCP);
      case LogLine.Http(boolean clf) -> {
        if (ProxyBuilder.mode(draft) == Mode.HTTP) {
          yield standard("option httplog", clf ? LogFormats.HTTP_CLF : LogFormats.HTTP);
        }
        warnOfMode(draft);
        yield standard("option tcplog", LogFormats.TCP);
      }
    };
  }

  private void warnOfMode(SectionDraft draft) {
    Span at = draft.values().at(ProxySettings.LOG_FORMAT).orElseGet(() -> draft.header().span());
    context
        .diagnostics()
        .warning(
            at,
            "'option httplog' needs 'mode http', frontend '%s' logs as 'option tcplog' does"
                .formatted(draft.name()));
  }

  private Optional<Format> standard(String option, String text) {
    Position nowhere = Position.of(option);
    Line line = new Line(nowhere, List.of(new Word(text, nowhere, 1, true)), text);
    Cursor cursor = line.cursor(0, context.diagnostics());
    try {
      return Optional.of(context.languages().format(cursor, "a log-format string", Format.Use.LOG));
    } catch (ArgumentException problem) {
      cursor.report(problem);
      return Optional.empty();
    }
  }
}
