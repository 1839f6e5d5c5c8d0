package io.gatehouse.dataplane.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.Condition;
import io.gatehouse.model.Frontend.UseBackend;
import io.gatehouse.model.Frontend.UseBackend.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Condition NEVER = new Condition.Constant(false);
  private static final Map<String, Integer> BACKENDS = Map.of("a", 1, "b", 2, "z", 26);

  /** A format that writes always the same. */
  private record Fixed(String text) implements Format {
    @Override
    public boolean constant() {
      return false;
    }

    @Override
    public void write(Exchange exchange, Sample scratch, ByteSink out) {
      out.add(text);
    }
  }

  private static UseBackend use(String backend, Condition condition) {
    return new UseBackend(new Target.Fixed(backend), condition);
  }

  private static UseBackend dynamic(String name) {
    return new UseBackend(new Target.Dynamic(new Fixed(name)), Condition.ALWAYS);
  }

  private static Integer route(UseBackend... rules) {
    Router<Integer> router =
        Router.compile(List.of(rules), 26, BACKENDS, new Conditions(PatternListsTest.empty()));
    Integer found = router.route(new FakeExchange().control());
    return found == null ? 0 : found;
  }

  @Test
  void theFirstRuleThatHoldsWins() {
    assertThat(route(use("a", NEVER), use("b", Condition.ALWAYS), use("a", Condition.ALWAYS)))
        .isEqualTo(2);
  }

  @Test
  void theDefaultBackendTakesTheRest() {
    assertThat(route()).isEqualTo(26);
    assertThat(route(use("a", NEVER))).isEqualTo(26);
  }

  @Test
  void aNameMadeAtRunTimeIsLookedUp() {
    assertThat(route(dynamic("a"))).isEqualTo(1);
  }

  @Test
  void aNameThatNoBackendHasEndsAtTheDefaultBackend() {
    assertThat(route(dynamic("nobody"), use("b", Condition.ALWAYS))).isEqualTo(26);
  }

  @Test
  void withoutADefaultBackendThereMayBeNone() {
    Router<Integer> router =
        Router.compile(List.of(), null, BACKENDS, new Conditions(PatternListsTest.empty()));
    assertThat(router.route(new FakeExchange().control())).isNull();
  }
}
