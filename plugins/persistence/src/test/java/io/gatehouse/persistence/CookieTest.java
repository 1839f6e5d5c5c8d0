package io.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.persist.PersistenceSetup;
import io.gatehouse.api.persist.SessionPersistenceSpec.ServerFacts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the oracle cannot show: clocks, addresses, words. */
class CookieTest {
  private static final PersistenceSetup SETUP = new PersistenceSetup("b", "", () -> 0, () -> 0);

  private static String date(long seconds) {
    String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    StringBuilder text = new StringBuilder();
    for (int shift = 24; shift >= 0; shift -= 6) {
      text.append(digits.charAt((int) (seconds / 4 >> shift) & 63));
    }
    return text.toString();
  }

  @Test
  void anInsertedCookieCarriesTheDatesThatTheLimitsNeed() throws ArgumentException {
    String now = date(1_700_000_000L);
    Talk idle = Talk.of("cookie S insert maxidle 60", "a");
    Talk life = Talk.of("cookie S insert maxlife 60", "a");
    assertThat(idle.get("").response().values("set-cookie"))
        .containsExactly("S=a|" + now + "; path=/");
    assertThat(life.get("").response().values("set-cookie"))
        .containsExactly("S=a|" + now + "|" + now + "; path=/");
  }

  @Test
  void aCookieThatWasIdleForTooLongIsExpired() throws ArgumentException {
    Talk talk = Talk.of("cookie S insert indirect maxidle 60", "a", "b");
    String cookie = "S=b|" + date(1_700_000_000L);
    talk.pass(60);
    assertThat(talk.get(cookie).letters()).isEqualTo("VU");
    talk.pass(1);
    assertThat(talk.get(cookie).letters()).isEqualTo("EI");
  }

  @Test
  void aCookieThatIsTooOldIsRefusedHoweverBusyItWas() throws ArgumentException {
    Talk talk = Talk.of("cookie S insert maxlife 60 maxidle 60", "a", "b");
    String first = date(1_700_000_000L);
    talk.pass(61);
    assertThat(talk.get("S=b|" + date(1_700_000_060L) + "|" + first).letters()).isEqualTo("OI");
  }

  @Test
  void aDateOfTodayIsRefreshedAndTheFirstDateStays() throws ArgumentException {
    Talk talk = Talk.of("cookie S insert maxlife 1000 maxidle 60", "a", "b");
    talk.pass(20);
    String first = date(1_700_000_000L);
    Talk.Result result = talk.get("S=b|" + first + "|" + first);
    assertThat(result.name()).isEqualTo("b");
    assertThat(result.response().values("set-cookie"))
        .containsExactly("S=b|" + date(1_700_000_020L) + "|" + first + "; path=/");
    assertThat(result.letters()).isEqualTo("VU");
  }

  @Test
  void aDateOfTomorrowIsToleratedAndOneBeyondIsNot() throws ArgumentException {
    Talk talk = Talk.of("cookie S insert maxidle 60", "a", "b");
    assertThat(talk.get("S=b|" + date(1_700_086_400L)).letters()).isEqualTo("VN");
    assertThat(talk.get("S=b|" + date(1_700_086_404L)).letters()).isEqualTo("EI");
  }

  @Test
  void aCookieWithoutDateIsAcceptedAndDated() throws ArgumentException {
    Talk talk = Talk.of("cookie S insert maxidle 60", "a", "b");
    assertThat(talk.get("S=b").letters()).isEqualTo("VU");
  }

  @Test
  void aDateThatNobodyAsksForIsTakenAway() throws ArgumentException {
    Talk talk = Talk.of("cookie S insert", "a", "b");
    talk.pass(8);
    String old = date(1_700_000_000L);
    assertThat(talk.get("S=b|" + old).response().values("set-cookie"))
        .containsExactly("S=b; path=/");
  }

  /** Measured with HAProxy 2.6.12, {@code dynamic-cookie-key secret}. */
  @Test
  void aDynamicCookieIsThatOfHaproxy() throws ArgumentException {
    FakeServer four = new FakeServer("four", null);
    four.address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8_080);
    Talk talk = Talk.keyed("cookie S insert dynamic", "secret", four);
    assertThat(talk.get("").response().values("set-cookie"))
        .containsExactly("S=f22943d7bfe33914; path=/");
    FakeServer six = new FakeServer("six", null);
    six.address = new InetSocketAddress(InetAddress.ofLiteral("::1"), 8_080);
    Talk other = Talk.keyed("cookie S insert dynamic", "secret", six);
    assertThat(other.get("").response().values("set-cookie"))
        .containsExactly("S=7068fe4e8403eb4c; path=/");
  }

  @Test
  void aDynamicCookieFollowsTheAddressAndAnOwnCookieStays() throws ArgumentException {
    FakeServer moving = new FakeServer("moving", null);
    FakeServer own = new FakeServer("own", "mine");
    Talk talk = Talk.keyed("cookie S insert dynamic", "secret", moving, own);
    String first = talk.get("").response().values("set-cookie").getFirst();
    assertThat(talk.get("").response().values("set-cookie")).containsExactly("S=mine; path=/");
    String cookie = first.substring(0, first.indexOf(';'));
    assertThat(talk.get(cookie).letters()).isEqualTo("VN");
    moving.address = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.99"), 80);
    assertThat(talk.get(cookie).letters()).isEqualTo("II");
  }

  @Test
  void aServerThatDrainsKeepsItsSessions() throws ArgumentException {
    Talk talk = Talk.of("cookie S insert indirect", "a", "b");
    talk.server("b").state = FakeServer.State.DRAIN;
    assertThat(talk.get("S=b").name()).isEqualTo("b");
    assertThat(talk.get("").name()).isEqualTo("a");
    assertThat(talk.get("").name()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cookie S insert rewrite",
        "cookie S prefix rewrite",
        "cookie S rewrite indirect",
        "cookie S preserve",
        "cookie S prefix preserve",
        "cookie S insert domain",
        "cookie S insert domain a/b",
        "cookie S insert attr a;b",
        "cookie S insert maxidle x",
        "cookie S nocash"
      })
  void whatCannotBeIsRefused(String line) {
    assertThatThrownBy(() -> Talk.spec(line)).isInstanceOf(ArgumentException.class);
  }

  @Test
  void itIsSaidWhereNothingSticks() throws ArgumentException {
    ServerFacts with = new ServerFacts("a", Optional.of("A"), true);
    ServerFacts without = new ServerFacts("b", Optional.empty(), true);
    var spec = Talk.spec("cookie S insert");
    assertThat(spec.doubts(List.of(with), SETUP)).isEmpty();
    assertThat(spec.doubts(List.of(with, without), SETUP))
        .containsExactly("sessions do not stick to 'b', which has no 'cookie' value");
    assertThat(spec.doubts(List.of(without, without), SETUP))
        .containsExactly(
            "no session sticks: 'cookie S' is set, but no server has a 'cookie' value");
    assertThat(Talk.spec("cookie S insert dynamic").doubts(List.of(with), SETUP))
        .containsExactly("'dynamic' makes no cookies without 'dynamic-cookie-key'");
  }
}
