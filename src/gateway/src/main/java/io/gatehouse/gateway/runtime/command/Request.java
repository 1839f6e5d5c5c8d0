package io.gatehouse.gateway.runtime.command;

import java.util.ArrayList;
import java.util.List;

/**
 * One command as it was said.
 *
 * @param words with the command's own words in front
 * @param payload what followed {@code <<}; empty when there was none
 */
public record Request(List<String> words, String payload) {
  public Request {
    words = List.copyOf(words);
  }

  /** The word at this place, empty behind the last one. */
  String word(int index) {
    return index < words.size() ? words.get(index) : "";
  }

  /** Splits at blanks that no backslash protects; the backslashes go. */
  public static Request parse(String line, String payload) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ' ' || c == '\t') {
        if (open) {
          words.add(word.toString());
          word.setLength(0);
        }
        open = false;
        continue;
      }
      if (c == '\\' && i + 1 < line.length()) {
        c = line.charAt(++i);
      }
      word.append(c);
      open = true;
    }
    if (open) {
      words.add(word.toString());
    }
    return new Request(words, payload);
  }
}
