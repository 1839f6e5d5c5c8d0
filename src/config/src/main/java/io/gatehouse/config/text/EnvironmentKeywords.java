package io.gatehouse.config.text;

import io.gatehouse.api.ArgumentException;
import java.util.ArrayList;
import java.util.List;

/**
 * The keywords of {@code global} that change the environment (manual section 3.1). They act while
 * the file is read, because the lines that follow may use the variables.
 */
final class EnvironmentKeywords {

  private final Environment environment;
  private final Diagnostics diagnostics;

  EnvironmentKeywords(Environment environment, Diagnostics diagnostics) {
    this.environment = environment;
    this.diagnostics = diagnostics;
  }

  /** Carries out a line of {@code global}; false when it is another keyword's. */
  boolean carryOut(Line line) {
    Cursor cursor = line.cursor(1, diagnostics);
    try {
      switch (line.keyword()) {
        case "setenv" -> set(cursor, true);
        case "presetenv" -> set(cursor, false);
        case "unsetenv" -> unset(cursor);
        case "resetenv" -> reset(cursor);
        default -> {
          return false;
        }
      }
    } catch (ArgumentException e) {
      cursor.report(e);
    }
    return true;
  }

  private void set(Cursor cursor, boolean overwrite) throws ArgumentException {
    String name = name(cursor, "an environment variable name");
    String value = cursor.next("a value for the environment variable '" + name + "'");
    cursor.end();
    if (overwrite || !environment.contains(name)) {
      environment.set(name, value);
    }
  }

  private void unset(Cursor cursor) throws ArgumentException {
    do {
      environment.unset(name(cursor, "at least one environment variable name"));
    } while (cursor.hasNext());
  }

  private void reset(Cursor cursor) throws ArgumentException {
    List<String> kept = new ArrayList<>();
    while (cursor.hasNext()) {
      kept.add(cursor.next("an environment variable name"));
    }
    environment.retain(kept);
  }

  private static String name(Cursor cursor, String expected) throws ArgumentException {
    String name = cursor.next(expected);
    if (name.indexOf('=') >= 0) {
      throw cursor.error("'%s' is no environment variable name: it has a '='".formatted(name));
    }
    return name;
  }
}
