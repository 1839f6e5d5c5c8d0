package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.check.CheckStep;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code healthcheck} sections: checks that servers name, whatever their backend asks for. */
final class HealthCheckSections {
  static final String SECTION = "healthcheck";

  private final LoadContext context;
  private final List<CheckStep> steps = new ArrayList<>();
  private @Nullable HealthCheckerSpec type;

  private HealthCheckSections(LoadContext context) {
    this.context = context;
  }

  /** Makes a section known to servers, wherever those stand. */
  static void read(Section section, LoadContext context) {
    Line header = section.header();
    if (section.name().isEmpty()) {
      context.diagnostics().error(header.span(1), "'healthcheck' expects a name");
      return;
    }
    HealthCheckSections sections = new HealthCheckSections(context);
    section.lines().forEach(sections::line);
    HealthCheckerSpec type = sections.type;
    if (type == null) {
      context
          .diagnostics()
          .error(header.span(1), "healthcheck '%s' has no 'type'".formatted(section.name()));
    } else if (context.healthChecks().put(section.name(), type.with(sections.steps)) != null) {
      context
          .diagnostics()
          .error(header.span(1), "healthcheck '%s' exists already".formatted(section.name()));
    }
  }

  private void line(Line line) {
    Cursor cursor = line.cursor(1, context.diagnostics(), context.languages());
    try {
      switch (line.keyword()) {
        case "type" -> type(cursor);
        case "tcp-check" -> step(cursor, "tcp-check");
        case "http-check" -> step(cursor, "httpchk");
        default ->
            throw cursor.unknown(
                "keyword in 'healthcheck' section", List.of("type", "tcp-check", "http-check"));
      }
      cursor.end();
    } catch (ArgumentException problem) {
      cursor.report(problem);
    }
  }

  private void type(Cursor cursor) throws ArgumentException {
    String name = cursor.next("the kind of check");
    if (type != null) {
      throw cursor.error("healthcheck type already defined");
    }
    Optional<HealthCheckerPlugin> plugin = context.vocabulary().checker(name);
    if (plugin.isEmpty()) {
      throw cursor.unknown("kind of check", context.vocabulary().checkers());
    }
    type = plugin.get().parse(cursor);
  }

  private void step(Cursor cursor, String kind) throws ArgumentException {
    HealthCheckerSpec known = type;
    if (known == null || !known.name().equals(kind)) {
      throw cursor.error("such a line needs 'type %s' before it".formatted(kind));
    }
    steps.add(CheckKeywords.step(cursor, kind, steps, context));
  }
}
