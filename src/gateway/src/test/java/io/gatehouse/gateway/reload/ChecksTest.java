package io.gatehouse.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.dataplane.agent.AgentState;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of checks, agents and their results when the configuration is replaced. */
@Timeout(120)
class ChecksTest {
  private static final String FRONTEND =
      "global\n  max-spread-checks 10\nfrontend f\n  bind 127.0.0.1:{0}\n  default_backend b\n";

  private static RawOrigin origin() throws IOException {
    return RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }

  private static String backend(int port, String option) {
    return FRONTEND
        + "backend b\n  option httpchk GET "
        + option
        + "\n  server a 127.0.0.1:"
        + port
        + " check inter 1h\n";
  }

  private static CheckState check(Renewed gateway) {
    return Objects.requireNonNull(gateway.server("b", "a").check());
  }

  private static boolean passed(CheckState check) {
    return check.last().status() == CheckStatus.L7OK;
  }

  @Test
  void checksOfAServerThatDidNotChangeGoOn() throws Exception {
    try (RawOrigin origin = origin();
        Renewed gateway = Renewed.start(backend(origin.port(), "/one"))) {
      CheckState check = check(gateway);
      assertThat(Renewed.eventually(() -> passed(check))).isTrue();
      gateway.reload(backend(origin.port(), "/one") + "  server other 127.0.0.1:2\n");
      assertThat(check(gateway)).isSameAs(check);
      gateway.reload(backend(origin.port(), "/two"));
      assertThat(Renewed.eventually(() -> origin.received().contains("GET /two "))).isTrue();
      assertThat(origin.received().split("GET /one ", -1)).hasSize(2);
      assertThat(gateway.server("b", "a").usable()).isTrue();
    }
  }

  @Test
  void aChangedCheckLineBeginsWithTheResultOfTheOneBefore() throws Exception {
    try (RawOrigin origin = origin();
        Renewed gateway = Renewed.start(backend(origin.port(), "/one"))) {
      CheckState before = check(gateway);
      assertThat(Renewed.eventually(() -> passed(before))).isTrue();
      gateway.reload(backend(origin.port(), "/one").replace("inter 1h", "inter 2h"));
      assertThat(check(gateway)).isNotSameAs(before);
      assertThat(passed(check(gateway))).isTrue();
    }
  }

  @Test
  void whatAnAgentSaidAndWhatIsSaidToItHoldOn() throws Exception {
    try (RawOrigin agent =
            RawOrigin.start(
                caller -> {
                  caller.send("50% drain up\n");
                  caller.readToEnd();
                });
        Renewed gateway = Renewed.start(agents(agent.port(), "weight 40"))) {
      RunningServer before = gateway.server("b", "a");
      assertThat(Renewed.eventually(() -> before.userWeight() == 20)).isTrue();
      gateway.change(
          () -> {
            agent(before).send("hello\n");
            agent(before).check().port(1);
          });
      gateway.reload(agents(agent.port(), "weight 40 maxconn 7"));
      RunningServer now = gateway.server("b", "a");
      assertThat(now).isNotSameAs(before);
      assertThat(now.userWeight()).isEqualTo(20);
      assertThat(now.admin()).isEqualTo(RunningServer.AdminState.DRAIN);
      assertThat(agent(now).send()).isEqualTo("hello\n");
      assertThat(agent(now).check().port()).isEqualTo(1);
    }
  }

  private static AgentState agent(RunningServer server) {
    return Objects.requireNonNull(server.agent());
  }

  private static String agents(int port, String options) {
    return FRONTEND
        + "backend b\n  server a 127.0.0.1:1 agent-check agent-inter 1h agent-port "
        + port
        + " "
        + options
        + "\n";
  }
}
