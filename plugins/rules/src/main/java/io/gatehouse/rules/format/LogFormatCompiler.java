package io.gatehouse.rules.format;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.api.rule.FormatSource;
import io.gatehouse.api.rule.SampleType;
import java.util.ArrayList;
import java.util.List;

/** Compiles log-format strings. */
public final class LogFormatCompiler implements FormatCompiler {

  @Override
  public Format compile(FormatSource source, Format.Use use) throws ArgumentException {
    return new Pass(source, use).compile();
  }

  /** One pass over one text. */
  private static final class Pass {
    private final FormatSource source;
    private final Format.Use use;
    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private Flags global = Flags.NONE;
    private int at;

    Pass(FormatSource source, Format.Use use) {
      this.source = source;
      this.use = use;
      this.text = source.text();
    }

    Format compile() throws ArgumentException {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '%') {
          at++;
          item();
        } else if (use != Format.Use.HTTP && (c == ' ' || c == '\t')) {
          flush();
          parts.add(new Part.Space());
          at++;
        } else {
          literal.append(c);
          at++;
        }
      }
      flush();
      return new LogFormat(text, use, parts);
    }

    private void flush() {
      if (!literal.isEmpty()) {
        parts.add(Part.Literal.of(literal.toString()));
        literal.setLength(0);
      }
    }

    private void item() throws ArgumentException {
      int start = at - 1;
      if (at < text.length() && text.charAt(at) == '%') {
        literal.append('%');
        at++;
        return;
      }
      if (at < text.length() && text.charAt(at) == '(') {
        until(')', "the item's name");
      }
      Flags flags = global;
      if (at < text.length() && text.charAt(at) == '{') {
        int from = at + 1;
        flags = flags(until('}', "the item's flags"), from);
      }
      flush();
      if (at < text.length() && text.charAt(at) == '[') {
        expression(flags);
      } else {
        alias(start, flags);
      }
    }

    private String until(char close, String what) throws ArgumentException {
      int end = text.indexOf(close, at);
      if (end < 0) {
        throw source.error(at, 1, "missing '" + close + "' after " + what);
      }
      String inside = text.substring(at + 1, end);
      at = end + 1;
      return inside;
    }

    private Flags flags(String words, int from) throws ArgumentException {
      Flags flags = global;
      for (String word : words.split(",", -1)) {
        String name = word.strip();
        boolean on = !name.startsWith("-");
        String bare = name.startsWith("+") || name.startsWith("-") ? name.substring(1) : name;
        flags =
            switch (bare) {
              case "Q" -> flags.quoted(on);
              case "X" -> flags.hexadecimal(on);
              case "E" -> flags.escaped(on);
              case "" -> flags;
              default ->
                  throw source.error(
                      from,
                      words.length(),
                      "the flag '" + bare + "' is not supported, use Q, X or E");
            };
      }
      return flags;
    }

    private void expression(Flags flags) throws ArgumentException {
      int from = at + 1;
      while (from < text.length() && text.charAt(from) == ' ') {
        from++;
      }
      Expression expression = source.expression(from);
      int end = source.end();
      while (end < text.length() && text.charAt(end) == ' ') {
        end++;
      }
      if (end >= text.length() || text.charAt(end) != ']') {
        throw source.error(from, Math.max(1, end - from), "missing ']' after the expression");
      }
      at = end + 1;
      boolean number =
          expression.type() == SampleType.INTEGER || expression.type() == SampleType.BOOLEAN;
      parts.add(new Part.Evaluated(expression, flags, use, number));
    }

    private void alias(int start, Flags flags) throws ArgumentException {
      int from = at;
      while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
        at++;
      }
      String name = text.substring(from, at);
      if (name.equals("o")) {
        global = flags;
        return;
      }
      Part part = Aliases.part(name, flags, use);
      if (part == null) {
        throw source.error(
            start,
            at - start,
            name.isEmpty()
                ? "a '%' must be followed by an alias or '[', a verbatim one is written '%%'"
                : "unknown log-format alias '%" + name + "'");
      }
      parts.add(part);
    }
  }
}
