package io.gatehouse.config.text;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything found while a configuration is loaded: nobody stops at the first error. What both
 * halves of a {@code listen} section find is found once.
 *
 * <p>Not thread-safe; belongs to the thread that loads.
 */
public final class Diagnostics {

  private final Set<Diagnostic> found = new LinkedHashSet<>();
  private int errors;
  private int warnings;

  public void error(Span at, String message, String... hints) {
    add(new Diagnostic(Severity.ERROR, at, message, Arrays.asList(hints)));
  }

  public void warning(Span at, String message, String... hints) {
    add(new Diagnostic(Severity.WARNING, at, message, Arrays.asList(hints)));
  }

  public void notice(Span at, String message, String... hints) {
    add(new Diagnostic(Severity.NOTICE, at, message, Arrays.asList(hints)));
  }

  public void add(Diagnostic diagnostic) {
    if (!found.add(diagnostic)) {
      return;
    }
    switch (diagnostic.severity()) {
      case ERROR -> errors++;
      case WARNING -> warnings++;
      case NOTICE, DIAG -> {}
    }
  }

  public void addAll(Diagnostics others) {
    others.found.forEach(this::add);
  }

  /** A hint for a duplicate, naming the other line. */
  public static String firstDefined(Position position) {
    return "first defined at " + position.file() + ":" + position.line();
  }

  /** In the order they were found. */
  public List<Diagnostic> all() {
    return List.copyOf(found);
  }

  public int errors() {
    return errors;
  }

  public int warnings() {
    return warnings;
  }

  public boolean hasErrors() {
    return errors > 0;
  }

  /** What a command that only checks exits with: 1 when there are errors, else 0. */
  public int exitCode() {
    return errors > 0 ? 1 : 0;
  }

  /** All of it like a compiler: place, message, source line with the words marked, hints. */
  public String render() {
    StringBuilder out = new StringBuilder();
    found.forEach(diagnostic -> out.append(Rendering.compiler(diagnostic)));
    return out.toString();
  }

  /** All of it as HAProxy writes it to its standard error. */
  public String renderAsHaproxy(long pid) {
    StringBuilder out = new StringBuilder();
    found.forEach(diagnostic -> out.append(Rendering.haproxy(diagnostic, pid)));
    return out.toString();
  }
}
