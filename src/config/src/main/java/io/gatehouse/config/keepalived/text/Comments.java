package io.gatehouse.config.keepalived.text;

import io.gatehouse.config.text.Diagnostics;

/** Takes comments off a line: {@code #} and {@code !} anywhere, but not between double quotes. */
final class Comments {
  private final Diagnostics diagnostics;

  Comments(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * The line without comment and outer blanks; {@code \#} and {@code \!} lose their backslash. A
   * backslash at the very end stays, also behind a comment: it continues a definition.
   */
  Text strip(Text line) {
    Text text = line.strip();
    boolean quoted = false;
    int opened = 0;
    int comment = -1;
    int i = 0;
    while (i < text.length()) {
      char c = text.at(i);
      if (c == '\\' && i + 1 < text.length()) {
        char next = text.at(i + 1);
        boolean sign = !quoted && (next == '#' || next == '!');
        text = sign ? text.without(i) : text;
        i += sign ? 1 : 2;
        continue;
      }
      if (c == '"' && comment < 0) {
        quoted = !quoted;
        opened = i;
      } else if (!quoted && comment < 0 && (c == '#' || c == '!')) {
        comment = i;
      }
      i++;
    }
    if (quoted) {
      diagnostics.error(
          text.span(opened, text.length()), "the quote is not closed on its line", "add a '\"'");
    }
    return cut(text, comment);
  }

  private static Text cut(Text text, int comment) {
    if (comment < 0) {
      return text;
    }
    boolean continued = text.at(text.length() - 1) == '\\';
    Text kept = text.slice(0, comment).strip();
    return continued ? kept.append(text.from(text.length() - 1)) : kept;
  }
}
