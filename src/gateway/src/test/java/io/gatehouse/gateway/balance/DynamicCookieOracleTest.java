package io.gatehouse.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cookies made of addresses, switched and keyed by the runtime socket, and ones without room. */
@Timeout(60)
class DynamicCookieOracleTest {
  private static final Pattern MADE = Pattern.compile("[0-9a-f]{16}");
  private static final String TEXT =
      """
      listen l
        bind {port}
        cookie SRV insert %s
        server a {A}
        server b {A} cookie own backup
      backend other
        server c 127.0.0.1:9
      """;

  /** The cookie that a client without one gets; values by their numbers, as they come. */
  private static String given(Side side, List<String> values) throws IOException {
    try (RawClient client = side.send("/")) {
      String head = client.readAnswer().head();
      String line =
          head.lines()
              .filter(field -> field.toLowerCase(Locale.ROOT).startsWith("set-cookie"))
              .findFirst()
              .orElse("none");
      Matcher made = MADE.matcher(line);
      if (!made.find()) {
        return line;
      }
      if (!values.contains(made.group())) {
        values.add(made.group());
      }
      return line.replace(made.group(), "value " + values.indexOf(made.group()));
    }
  }

  private static Object course(Side side) throws IOException {
    List<Object> seen = new ArrayList<>();
    List<String> values = new ArrayList<>();
    seen.add(given(side, values));
    for (String line :
        List.of(
            "enable dynamic-cookie backend",
            "enable dynamic-cookie backend nobody",
            "disable dynamic-cookie backend nobody",
            "set dynamic-cookie-key backend",
            "set dynamic-cookie-key backend nobody key",
            "set dynamic-cookie-key backend l",
            "enable dynamic-cookie backend l",
            "set dynamic-cookie-key backend l one",
            "set dynamic-cookie-key backend l two",
            "set dynamic-cookie-key backend l one",
            "disable dynamic-cookie backend l",
            "enable dynamic-cookie backend l",
            "set dynamic-cookie-key backend other key",
            "enable dynamic-cookie backend other")) {
      seen.add(line + ": " + side.say(line).strip());
      seen.add(given(side, values));
    }
    seen.add(values.size());
    return String.join("\n", seen.stream().map(Object::toString).toList());
  }

  @Test
  void theSocketSwitchesThemAndGivesThemAKeyAlike() throws IOException, InterruptedException {
    for (String options : List.of("dynamic", "indirect nocache")) {
      try (Contest contest = Contest.prompt(TEXT.formatted(options), "A")) {
        assertThat(contest.same(DynamicCookieOracleTest::course)).contains("value 1", "SRV=;");
      }
    }
  }

  @Test
  void anAnswerWithoutRoomForItsCookieBecomesA500Alike() throws IOException, InterruptedException {
    String text =
        TEXT.formatted("attr " + "a".repeat(1_500) + "\n  http-response set-header X %s")
            .replace("%s", "p".repeat(15_000));
    try (Contest contest = Contest.prompt("global\n  tune.bufsize 16384\n" + text, "A")) {
      assertThat(contest.same(side -> side.ask("/"))).isEqualTo("500");
    }
  }
}
