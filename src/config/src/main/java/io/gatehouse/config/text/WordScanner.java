package io.gatehouse.config.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One pass over one line. Its rules are those of HAProxy's own scanner, oddities included: a
 * backslash before a character that needs no escape stays, and a variable that is not set makes an
 * empty word.
 */
final class WordScanner {

  /** HAProxy refuses lines with more words. */
  static final int MOST_WORDS = 64;

  private static final char NONE = 0;

  private final String in;
  private final Position start;
  private final Variables variables;
  private final boolean comments;

  private final List<Word> words = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int at;
  private char quote = NONE;
  private int quoteAt;

  /** Nothing came between the opening quote and here: closing it now makes a word. */
  private boolean emptyQuote;

  private boolean inWord;

  /** Where the current word begins, from its opening quote on; -1 between words. */
  private int wordAt = -1;

  private boolean changed;

  WordScanner(String in, Position start, Variables variables, boolean comments) {
    this.in = in;
    this.start = start;
    this.variables = variables;
    this.comments = comments;
  }

  List<Word> scan() throws ScanException {
    while (at < in.length()) {
      char c = in.charAt(at);
      if (c == '\r') {
        endAtCarriageReturn();
        break;
      } else if (c == '#' && comments && quote == NONE) {
        break;
      } else if (quote == NONE ? c == '"' || c == '\'' : c == quote) {
        toggleQuote(c);
      } else if (c == '\\' && quote != '\'') {
        escape();
      } else if (isSpace(c) && quote == NONE) {
        endWord(at);
        at++;
      } else if (c == '$' && quote == '"') {
        variable();
      } else {
        emit(c, at);
        at++;
      }
    }
    if (quote != NONE) {
      throw new ScanException(
          quoteAt, 1, "unmatched quote", "a statement cannot go on in the next line");
    }
    endWord(at);
    return words;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private void toggleQuote(char c) throws ScanException {
    if (quote == NONE) {
      quote = c;
      quoteAt = at;
      emptyQuote = true;
      if (wordAt < 0) {
        wordAt = at;
      }
    } else {
      quote = NONE;
      if (emptyQuote) {
        beginWord(at);
      }
    }
    changed = true;
    at++;
  }

  /** Only escapes that have a meaning where they stand are resolved; others stay as written. */
  private void escape() throws ScanException {
    char next = at + 1 < in.length() ? in.charAt(at + 1) : NONE;
    int here = at;
    boolean special =
        switch (next) {
          case ' ', '\\', '\'', '"', 't', 'n', 'r', 'x' -> true;
          case '#' -> comments;
          case '$' -> quote == '"';
          default -> false;
        };
    if (!special) {
      at++;
      emit('\\', here);
      return;
    }
    at += 2;
    changed = true;
    switch (next) {
      case 't' -> emit('\t', here);
      case 'n' -> emit('\n', here);
      case 'r' -> emit('\r', here);
      case 'x' -> emit(hexadecimal(here), here);
      default -> emit(next, here);
    }
  }

  private char hexadecimal(int here) throws ScanException {
    int high = at < in.length() ? Character.digit(in.charAt(at), 16) : -1;
    int low = at + 1 < in.length() ? Character.digit(in.charAt(at + 1), 16) : -1;
    if (high < 0 || low < 0 || in.charAt(at) > 'f' || in.charAt(at + 1) > 'f') {
      throw new ScanException(
          here,
          Math.min(4, in.length() - here),
          "truncated or invalid hexadecimal sequence, expected \\x and two hexadecimal digits");
    }
    if (high == 0 && low == 0) {
      throw new ScanException(here, 4, "a word cannot contain the character \\x00");
    }
    at += 2;
    return (char) (high << 4 | low);
  }

  private void variable() throws ScanException {
    VariableReference reference = VariableReference.read(in, at);
    int here = at;
    at = reference.end();
    changed = true;
    Optional<String> value = variables.get(reference.name()).or(reference::defaultValue);
    if (reference.expandsWords()) {
      // An empty list makes no word at all, and the quotes around it none either.
      emptyQuote = false;
      emitWords(value.orElse(""), here);
    } else {
      beginWord(here);
      emptyQuote = false;
      text.append(value.orElse(""));
    }
  }

  private void emitWords(String value, int here) throws ScanException {
    for (int i = 0; i < value.length(); i++) {
      if (isSpace(value.charAt(i))) {
        endWord(at);
        wordAt = here;
        changed = true;
      } else {
        emit(value.charAt(i), here);
      }
    }
  }

  private void emit(char c, int here) throws ScanException {
    beginWord(here);
    emptyQuote = false;
    text.append(c);
  }

  private void beginWord(int here) throws ScanException {
    if (inWord) {
      return;
    }
    inWord = true;
    if (wordAt < 0) {
      wordAt = here;
    }
    if (words.size() == MOST_WORDS) {
      throw new ScanException(
          wordAt, 1, "too many words, a line can have %d at most".formatted(MOST_WORDS));
    }
  }

  private void endWord(int end) {
    if (inWord) {
      int column = wordAt + 1;
      String said = text.toString();
      String address = AddressVariables.resolve(said, variables);
      words.add(new Word(said, start.column(column), end - wordAt, changed, address));
      text.setLength(0);
      inWord = false;
    }
    wordAt = -1;
    changed = false;
  }

  /**
   * HAProxy silently drops what follows a carriage return; nothing may follow but the line's end.
   */
  private void endAtCarriageReturn() throws ScanException {
    if (!in.substring(at).isBlank()) {
      throw new ScanException(
          at, 1, "carriage return inside the line", "lines end with a line feed");
    }
  }
}
