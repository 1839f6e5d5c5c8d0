package io.gatehouse.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.testkit.plugin.FakeHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code appsession} does what HAProxy 1.5 did; its behaviour was measured there. */
class AppsessionTest {
  private static final String LINE = "appsession JSESSIONID len 8 timeout 5000";

  private static FakeHead get(String uri) {
    return FakeHead.request("GET", uri);
  }

  private static FakeHead with(String cookie) {
    return get("/").with("Cookie", cookie);
  }

  @Test
  void aSessionIsLearnedFromTheServersAnswer() throws ArgumentException {
    Talk talk = Talk.of(LINE, "a", "b");
    assertThat(talk.exchange(get("/"), "JSESSIONID=aaaa; Path=/").name()).isEqualTo("a");
    assertThat(talk.exchange(get("/"), "JSESSIONID=bbbb; Path=/").name()).isEqualTo("b");
    for (int i = 0; i < 4; i++) {
      assertThat(talk.exchange(with("JSESSIONID=bbbb"), "").name()).isEqualTo("b");
      assertThat(talk.exchange(with("j=1; JSESSIONID=aaaa"), "").name()).isEqualTo("a");
    }
  }

  @Test
  void anUnknownValueIsLearnedOnlyWithRequestLearn() throws ArgumentException {
    Talk plain = Talk.of(LINE, "a", "b");
    assertThat(plain.get("JSESSIONID=zzzz").name()).isEqualTo("a");
    assertThat(plain.get("JSESSIONID=zzzz").name()).isEqualTo("b");
    Talk learning = Talk.of(LINE + " request-learn", "a", "b");
    assertThat(learning.get("JSESSIONID=zzzz").name()).isEqualTo("a");
    assertThat(learning.get("JSESSIONID=zzzz").name()).isEqualTo("a");
  }

  @Test
  void theAddressTellsTheSessionWhateverTheCaseOfTheName() throws ArgumentException {
    Talk talk = Talk.of(LINE + " request-learn", "a", "b");
    talk.exchange(get("/"), "JSESSIONID=aaaa");
    talk.exchange(get("/"), "JSESSIONID=bbbb");
    assertThat(talk.exchange(get("/p;jsessionid=aaaa"), "").name()).isEqualTo("a");
    assertThat(talk.exchange(get("/p;x=1;JSESSIONID=bbbb?q=1"), "").name()).isEqualTo("b");
  }

  @Test
  void theQueryTellsItInItsMode() throws ArgumentException {
    Talk talk = Talk.of(LINE + " mode query-string", "a", "b");
    talk.exchange(get("/"), "JSESSIONID=aaaa");
    talk.exchange(get("/"), "JSESSIONID=bbbb");
    assertThat(talk.exchange(get("/?x=1&jsessionid=bbbb&y=2"), "").name()).isEqualTo("b");
    assertThat(talk.exchange(get("/?jsessionid=bbbb"), "").name()).isEqualTo("b");
  }

  @Test
  void onlySoManyBytesCount() throws ArgumentException {
    Talk talk = Talk.of(LINE, "a", "b");
    talk.exchange(get("/"), "JSESSIONID=12345678XX");
    assertThat(talk.get("JSESSIONID=12345678YY").name()).isEqualTo("a");
  }

  @Test
  void aPrefixIsTheBeginningOfTheName() throws ArgumentException {
    Talk talk = Talk.of("appsession ASPSESSIONID len 64 timeout 3000 prefix", "a", "b");
    talk.exchange(get("/"), "ASPSESSIONIDXY=1");
    talk.exchange(get("/"), "ASPSESSIONIDZZ=1");
    assertThat(talk.get("ASPSESSIONIDZZ=1").name()).isEqualTo("b");
    assertThat(talk.get("ASPSESSIONIDXY=1").name()).isEqualTo("a");
    assertThat(talk.get("ASPSESSIONIDXY=1").name()).isEqualTo("a");
  }

  @Test
  void anUnusedSessionIsForgottenAndEveryUseCounts() throws ArgumentException {
    Talk talk = Talk.of(LINE, "a", "b");
    talk.exchange(get("/"), "JSESSIONID=aaaa");
    for (int i = 0; i < 3; i++) {
      talk.pass(4);
      assertThat(talk.get("JSESSIONID=aaaa").name()).isEqualTo("a");
    }
    talk.pass(6);
    assertThat(talk.get("JSESSIONID=aaaa").name()).isEqualTo("b");
  }

  @Test
  void aSessionWhoseServerIsDownIsBalancedAndReturnsWithIt() throws ArgumentException {
    Talk talk = Talk.of(LINE, "a", "b");
    talk.exchange(get("/"), "JSESSIONID=aaaa");
    talk.server("a").state = FakeServer.State.DOWN;
    assertThat(talk.get("JSESSIONID=aaaa").name()).isEqualTo("b");
    talk.server("a").state = FakeServer.State.DRAIN;
    assertThat(talk.get("JSESSIONID=aaaa").name()).isEqualTo("a");
  }

  @Test
  void whatIsIgnoredIsNeitherFoundNorLearned() throws ArgumentException {
    Talk talk = Talk.of(LINE + " request-learn", "a", "b");
    talk.standing.ignored = true;
    talk.exchange(get("/"), "JSESSIONID=aaaa");
    talk.standing.ignored = false;
    assertThat(talk.get("JSESSIONID=aaaa").name()).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "appsession X timeout 5 len 5",
        "appsession X len 0 timeout 5",
        "appsession X len 5",
        "appsession X len 5 timeout 5 mode path",
        "appsession X len 5 timeout 5 learn"
      })
  void whatCannotBeIsRefused(String line) {
    assertThatThrownBy(() -> Talk.spec(line)).isInstanceOf(ArgumentException.class);
  }
}
