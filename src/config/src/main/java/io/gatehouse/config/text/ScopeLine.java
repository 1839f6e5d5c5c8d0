package io.gatehouse.config.text;

/** A {@code [scope]} line. Only SPOE's own files give it a meaning; HAProxy passes over it here. */
final class ScopeLine {

  private ScopeLine() {}

  /** Whether the raw line is one; its problems are reported. */
  static boolean isOne(Position start, String raw, Diagnostics diagnostics) {
    String trimmed = raw.strip();
    if (!trimmed.startsWith("[")) {
      return false;
    }
    int begin = raw.indexOf('[');
    int end = raw.indexOf(']', begin);
    Span span = new Span(start.column(begin + 1), Math.max(1, end + 1 - begin), raw);
    if (end <= begin + 1) {
      diagnostics.error(span, "empty scope name is forbidden");
      return true;
    }
    String name = raw.substring(begin + 1, end);
    String rest = raw.substring(end + 1).strip();
    if (!name.matches("[A-Za-z0-9_.:-]+")) {
      diagnostics.error(
          span, "scope name '%s' has characters that are not permitted".formatted(name));
    } else if (!rest.isEmpty() && !rest.startsWith("#")) {
      diagnostics.error(
          span.part(end + 1 - begin, raw.length() - end - 1),
          "'%s' is not permitted after scope declaration".formatted(rest));
    } else {
      diagnostics.warning(span, "scope '%s' has no effect in this file".formatted(name));
    }
    return true;
  }
}
