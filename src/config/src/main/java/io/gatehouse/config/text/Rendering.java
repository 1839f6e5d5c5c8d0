package io.gatehouse.config.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** How one diagnostic looks on a terminal. */
final class Rendering {

  /** Longer source lines are shown only around the marked words. */
  private static final int WIDEST = 160;

  private static final int BEFORE_MARK = 60;
  private static final String ELLIPSIS = "...";

  private Rendering() {}

  static String compiler(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder();
    out.append(readable(diagnostic.position().toString())).append(": ");
    out.append(diagnostic.severity().word()).append(": ");
    out.append(readable(diagnostic.message())).append('\n');
    appendSource(out, diagnostic.span());
    for (String hint : diagnostic.hints()) {
      out.append("  ").append(readable(hint)).append('\n');
    }
    return out.toString();
  }

  static String haproxy(Diagnostic diagnostic, long pid) {
    StringBuilder out = new StringBuilder();
    String label = '[' + diagnostic.severity().label() + ']';
    out.append(label).append(" ".repeat(Math.max(0, 10 - label.length())));
    out.append(" (").append(pid).append(") : config : ");
    Position at = diagnostic.position();
    if (at.line() > 0) {
      out.append("parsing [").append(readable(at.file())).append(':').append(at.line());
      out.append("] : ");
    } else if (!at.file().isEmpty()) {
      out.append('[').append(readable(at.file())).append("] : ");
    }
    out.append(readable(diagnostic.message()));
    for (String hint : diagnostic.hints()) {
      out.append("; ").append(readable(hint));
    }
    return out.append('\n').toString();
  }

  private static void appendSource(StringBuilder out, Span span) {
    String source = span.source();
    if (span.length() <= 0 || source.isBlank()) {
      return;
    }
    int begin = Math.clamp(span.start().column() - 1L, 0, source.length());
    int end = Math.clamp((long) begin + span.length(), begin, Math.max(begin, source.length()));
    int from = 0;
    int to = source.length();
    if (source.length() > WIDEST) {
      from = Math.max(0, begin - BEFORE_MARK);
      to = Math.min(source.length(), from + WIDEST);
    }
    String head = from > 0 ? ELLIPSIS : "";
    String tail = to < source.length() ? ELLIPSIS : "";
    out.append(head).append(readable(source.substring(from, to))).append(tail).append('\n');
    out.append(" ".repeat(head.length()));
    for (char c : readable(source.substring(from, begin)).toCharArray()) {
      out.append(c == '\t' ? '\t' : ' ');
    }
    // A word that is missing is marked one column behind the last one.
    out.append(span.start().column() - 1 > source.length() ? " " : "");
    int marked = readable(source.substring(begin, Math.min(end, to))).length();
    out.append("^".repeat(Math.max(1, marked))).append('\n');
  }

  /**
   * Text that was read byte by byte, as a person reads it: UTF-8 decoded where it is valid, control
   * characters replaced, so that a file cannot send escape sequences to the terminal.
   */
  static String readable(String text) {
    String decoded = decode(text);
    StringBuilder out = new StringBuilder(decoded.length());
    for (int i = 0; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      out.append(Character.isISOControl(c) && c != '\t' ? '?' : c);
    }
    return out.toString();
  }

  private static String decode(String text) {
    boolean ascii = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0xff) {
        return text;
      }
      ascii &= c < 0x80;
    }
    if (ascii) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return text;
    }
  }
}
