package io.gatehouse.rules.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.UserList;
import io.gatehouse.rules.FakeExchange;
import io.gatehouse.rules.fetch.AuthFetches.Passwords;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthFetchesTest {
  private static final String ENCRYPTED = "$5$saltsalt$49/9YFbpUJeeKmhYqhW2979avhxSQ228IAIaALKs.a9";

  private static final Passwords USERS =
      new Passwords(
          new UserList(
              "l",
              List.of(
                  new UserList.User("ann", "open", false, Set.of("a", "b")),
                  new UserList.User("bob", ENCRYPTED, true, Set.of()))));

  private static FakeExchange asking(String credentials) {
    String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(ISO_8859_1));
    return FakeExchange.of("GET / HTTP/1.1\nhost: h\nauthorization: basic  " + encoded + "\n");
  }

  private static String yields(SampleFetch fetch, FakeExchange exchange) {
    Sample sample = new Sample(256);
    boolean found = fetch.fetch(exchange.control(), sample);
    return found ? String.valueOf(sample.bool()) : "nothing";
  }

  @Test
  void aListKnowsItsUsersByTheirPasswords() {
    SampleFetch known = new AuthFetches.Known(USERS);
    assertThat(yields(known, asking("ann:open"))).isEqualTo("true");
    assertThat(yields(known, asking("ann:shut"))).isEqualTo("false");
    assertThat(yields(known, asking("eve:open"))).isEqualTo("false");
    assertThat(yields(known, asking("bob:secret pass"))).isEqualTo("true");
    assertThat(yields(known, asking("bob:secret pass"))).as("remembered").isEqualTo("true");
    assertThat(yields(known, asking("bob:secret"))).isEqualTo("false");
    assertThat(yields(known, FakeExchange.of("GET / HTTP/1.1\n"))).isEqualTo("nothing");
    assertThat(yields(known, asking("without a colon"))).isEqualTo("nothing");
  }

  @Test
  void outsideOfConditionsAGroupIsTheUsersName() {
    Sample sample = new Sample(256);
    sample.more(0);
    SampleFetch groups = new AuthFetches.Groups(USERS);
    assertThat(groups.fetch(asking("ann:open").control(), sample)).isTrue();
    assertThat(sample.text()).isEqualTo("a");
    assertThat(sample.cursor()).isEqualTo(1);
    assertThat(groups.fetch(asking("ann:open").control(), sample)).isTrue();
    assertThat(sample.text()).isEqualTo("b");
    assertThat(groups.fetch(asking("ann:shut").control(), sample)).isFalse();
  }

  @Test
  void aUserIsShownWithoutThePassword() {
    assertThat(USERS.list().users().getFirst().toString()).doesNotContain("open");
  }
}
