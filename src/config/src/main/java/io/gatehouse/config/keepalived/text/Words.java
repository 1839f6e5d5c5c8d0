package io.gatehouse.config.keepalived.text;

import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Word;
import java.util.ArrayList;
import java.util.List;

/** Cuts a statement into words, in the two ways that Keepalived has. */
final class Words {
  private static final String ESCAPES = "abEfnrtv";
  private static final String ESCAPED = "\u0007\b\u001b\f\n\r\t\u000b";

  private Words() {}

  /** Ordinary statements: double quotes hold blanks, nothing else is special. */
  static List<Word> plain(Text text) {
    List<Word> words = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      if (Text.blank(text.at(i))) {
        i++;
      } else if (text.at(i) == '"') {
        int end = text.chars().indexOf('"', i + 1);
        int close = end < 0 ? text.length() : end;
        Text whole = text.slice(i, Math.min(text.length(), close + 1));
        words.add(whole.word(text.chars().substring(i + 1, close)));
        i = close + 1;
      } else {
        int end = i;
        while (end < text.length() && !Text.blank(text.at(end)) && text.at(end) != '"') {
          end++;
        }
        words.add(text.slice(i, end).word(text.chars().substring(i, end)));
        i = end;
      }
    }
    return words;
  }

  /** Commands: both quotes and the shell's escapes, everywhere in a word. */
  static List<Text> escaped(Text text, Diagnostics diagnostics) {
    List<Text> words = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      if (Text.blank(text.at(i))) {
        i++;
        continue;
      }
      Scan scan = new Scan(text.from(i));
      scan.run(diagnostics);
      words.add(scan.word());
      i += scan.consumed();
    }
    return words;
  }

  /** One word being unquoted: what is taken away moves the rest to the left. */
  private static final class Scan {
    private Text text;
    private int at;
    private int dropped;
    private char quote;

    Scan(Text text) {
      this.text = text;
    }

    void run(Diagnostics diagnostics) {
      int opened = 0;
      while (at < text.length()) {
        char c = text.at(at);
        if (c == '\\') {
          escape(diagnostics);
        } else if (quote != 0 && c == quote) {
          drop();
          quote = 0;
        } else if (quote == 0 && (c == '"' || c == '\'')) {
          opened = at;
          drop();
          quote = c;
        } else if (quote == 0 && Text.blank(c)) {
          return;
        } else {
          at++;
        }
      }
      if (quote != 0) {
        diagnostics.error(
            text.isEmpty() ? text.span() : text.span(Math.min(opened, text.length() - 1), at),
            "the quote %c is not closed".formatted(quote));
      }
    }

    private void drop() {
      text = text.without(at);
      dropped++;
    }

    private void escape(Diagnostics diagnostics) {
      if (at + 1 >= text.length()) {
        diagnostics.error(text.span(at, at + 1), "a character is missing behind the backslash");
        at++;
        return;
      }
      int length = length(text.chars().substring(at + 1));
      String said = text.chars().substring(at + 1, at + 1 + length);
      text = text.with(at, at + 1 + length, String.valueOf(meaning(said)));
      dropped += length;
      at++;
    }

    private static int length(String rest) {
      char c = rest.charAt(0);
      int i = 1;
      if (c == 'x') {
        while (i < rest.length() && Character.digit(rest.charAt(i), 16) >= 0) {
          i++;
        }
      } else if (c == 'c' && rest.length() > 1) {
        i = 2;
      } else if (c >= '0' && c <= '7') {
        while (i < Math.min(3, rest.length()) && Character.digit(rest.charAt(i), 8) >= 0) {
          i++;
        }
      }
      return i;
    }

    private static char meaning(String said) {
      char c = said.charAt(0);
      if (c == 'x' && said.length() > 1) {
        int value = 0;
        for (char digit : said.substring(1).toCharArray()) {
          value = (value << 4 | Character.digit(digit, 16)) & 0xff;
        }
        return (char) value;
      }
      if (c == 'c' && said.length() > 1) {
        return (char) (said.charAt(1) & 0x1f);
      }
      if (c >= '0' && c <= '7') {
        return (char) (Integer.parseInt(said, 8) & 0xff);
      }
      int known = ESCAPES.indexOf(c);
      return known < 0 ? c : ESCAPED.charAt(known);
    }

    Text word() {
      return text.slice(0, at);
    }

    int consumed() {
      return at + dropped;
    }
  }
}
