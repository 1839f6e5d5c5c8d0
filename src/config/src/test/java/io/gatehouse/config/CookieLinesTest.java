package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of {@code cookie} lines, and what is not. */
class CookieLinesTest {
  private static List<String> messages(String lines) {
    String text =
        """
        defaults
          mode http
          timeout connect 1s
          timeout client 1s
          timeout server 1s
        backend l
        """;
    return Loading.messages(Loading.text(text + lines + "  server a 192.0.2.1:80 cookie a\n"));
  }

  @Test
  void serversCookieWithoutAnyLineIsNoticed() {
    assertThat(messages(""))
        .singleElement()
        .asString()
        .contains("the cookie of server 'a' is not used, 'l' has no 'cookie' line");
  }

  @Test
  void lineThatModeTcpIgnoresIsNotCalledMissing() {
    assertThat(messages("  mode tcp\n  cookie S insert\n"))
        .singleElement()
        .asString()
        .contains("'cookie' needs 'mode http', it is ignored in 'l'");
  }

  @Test
  void faultyLineIsNotCalledMissing() {
    assertThat(messages("  cookie S insrt\n"))
        .singleElement()
        .asString()
        .contains("unknown 'cookie' option 'insrt'");
  }

  @Test
  void prefixAndIndirectDoNotGoTogether() {
    assertThat(messages("  cookie S prefix indirect\n"))
        .singleElement()
        .asString()
        .contains("warning: 'prefix' and 'indirect' do not go together");
    assertThat(messages("  cookie S indirect prefix\n")).hasSize(1);
    assertThat(messages("  cookie S prefix\n  cookie S2 insert indirect\n")).isEmpty();
  }
}
