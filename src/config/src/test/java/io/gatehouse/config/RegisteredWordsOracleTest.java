package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RealHaproxy;
import io.gatehouse.testkit.RegisteredWords;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No keyword, bind option or server option of the real HAProxy is an unknown word here. */
class RegisteredWordsOracleTest {
  private static final String LISTEN = "listen l%d\n  bind 127.0.0.1:1\n";

  /**
   * Rules are words of the rules plugin, and a few keywords are known by their second word only.
   */
  private static final List<String> ELSEWHERE =
      List.of(
          "http-request ",
          "http-response ",
          "http-after-response ",
          "tcp-request ",
          "tcp-response ",
          "timeout",
          "declare",
          "rate-limit");

  /** One section for each word, which says what it is about in its last line. */
  private static List<String> sections() throws Exception {
    List<String> sections = new ArrayList<>();
    String kind = "";
    for (String line : RegisteredWords.of("cfg")) {
      if (!line.startsWith("\t")) {
        kind = line.strip();
      } else if (ELSEWHERE.stream().noneMatch(line.strip()::startsWith)) {
        String section = section(kind, line.strip());
        if (!section.isEmpty()) {
          sections.add(section);
        }
      }
    }
    return sections;
  }

  private static String section(String kind, String word) {
    String[] words = word.split(" ");
    String last = words[words.length - 1];
    String option = last.startsWith("+") ? words[words.length - 2] + " 1" : last;
    return switch (kind) {
      case "global" -> "global\n  " + word + "\n";
      case "listen" ->
          LISTEN
              + switch (words[0]) {
                case "bind" -> "  bind 127.0.0.1:1 " + option;
                case "server" -> "  server s 127.0.0.1:1 " + option;
                case "option" -> "  option " + words[1];
                default -> "  " + word;
              }
              + "\n";
      default -> "";
    };
  }

  @Test
  void everyWordIsKnown() throws Exception {
    assumeTrue(RealHaproxy.installed(), "the haproxy program is not installed");
    List<String> unknown = new ArrayList<>();
    List<String> sections = sections();
    for (String section : sections) {
      Loading.messages(Loading.text(section.formatted(1))).stream()
          .filter(
              message ->
                  message.contains(": unknown keyword '")
                      || message.contains(": unknown bind option '")
                      || message.contains(": unknown server option '")
                      || message.contains(": unknown option '"))
          .map(message -> section.lines().toList().getLast().strip() + " = " + message)
          .forEach(unknown::add);
    }
    assertThat(sections).hasSizeGreaterThan(250);
    assertThat(unknown).isEmpty();
  }
}
