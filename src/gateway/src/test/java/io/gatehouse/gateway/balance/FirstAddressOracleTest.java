package io.gatehouse.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers whose names nobody knows start as those of the real HAProxy ({@code init-addr}). */
@Timeout(60)
class FirstAddressOracleTest {
  private static final String TEXT =
      """
      listen l
        bind {port}
        server a nobody.invalid:80 init-addr none
        server b nobody.invalid:80 init-addr last,libc,none check
        server c nobody.invalid:80 init-addr libc,127.0.0.9,none disabled
        server d 127.0.0.1:80 init-addr none disabled
      """;

  private static Object course(Side side) throws IOException {
    List<Object> seen = new ArrayList<>();
    for (String server : List.of("a", "b", "c", "d")) {
      seen.add(side.text("l", server, "status"));
      String state = side.say("show servers state l");
      state
          .lines()
          .filter(line -> line.contains(" " + server + " "))
          .forEach(
              line -> {
                String[] words = line.split(" ");
                seen.add(String.join(" ", words[3], words[4], words[5], words[6], words[18]));
              });
    }
    seen.add(side.ask("/none"));
    return seen;
  }

  /** HAProxy 2.6 refuses to give it one ("address family"), and leaves it up without. */
  private static Object moved(Side side) throws IOException {
    String[] address = side.servers().filled("{A}").split(":");
    side.say("set server l/a addr " + address[0] + " port " + address[1]);
    return side.text("l", "a", "status") + " " + side.ask("/moved");
  }

  @Test
  void aServerWithoutAnAddressIsInMaintenanceUntilItGetsOne()
      throws IOException, InterruptedException {
    try (Contest contest = Contest.prompt(TEXT, "A")) {
      assertThat(contest.same(FirstAddressOracleTest::course))
          .contains("MAINT (resolution)", "503");
      assertThat(contest.ours(FirstAddressOracleTest::moved)).isEqualTo("no check 200");
    }
  }
}
