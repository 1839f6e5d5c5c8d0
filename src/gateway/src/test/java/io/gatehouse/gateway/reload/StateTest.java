package io.gatehouse.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.server.RunningBackend.ForcedHealth;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.server.RunningServer.AdminState;
import io.gatehouse.testkit.RawOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StateTest {
  private static final String FRONTEND = "frontend f\n  bind 127.0.0.1:{0}\n  default_backend b\n";
  private static final String BACKEND = "backend b\n  server a 127.0.0.1:1 weight 10\n";

  @Test
  void nothingIsReplacedWhenNothingChanged() {
    String text =
        FRONTEND
            + "  acl images path_beg /img\n"
            + "  use_backend b if images\n"
            + "  option httplog\n"
            + "  http-request set-header x %[src] if !images\n"
            + BACKEND
            + "  option httpchk GET /\n";
    try (Renewed gateway = Renewed.start(text)) {
      var frontend = gateway.frontend("f");
      var backend = gateway.backend("b");
      gateway.reload(text);
      assertThat(gateway.frontend("f")).isSameAs(frontend);
      assertThat(gateway.backend("b")).isSameAs(backend);
    }
  }

  @Test
  void aServerThatDidNotChangeKeepsWhatItWasToldInABackendThatDid() throws Exception {
    try (Renewed gateway = Renewed.start(FRONTEND + BACKEND)) {
      RunningServer server = gateway.server("b", "a");
      gateway.change(
          () -> {
            server.backend().serverWeight(server, 77);
            server.backend().serverState(server, AdminState.DRAIN);
          });
      gateway.reload(FRONTEND + BACKEND + "  server other 127.0.0.1:2\n");
      assertThat(gateway.server("b", "a")).isSameAs(server);
      assertThat(server.userWeight()).isEqualTo(77);
      assertThat(server.admin()).isEqualTo(AdminState.DRAIN);
      assertThat(server.backend()).isSameAs(gateway.backend("b"));
      assertThat(gateway.backend("b").usableServers()).isEqualTo(1);
    }
  }

  @Test
  void anAlgorithmThatDidNotChangeGoesOnInABackendThatDid() {
    try (Renewed gateway = Renewed.start(FRONTEND + BACKEND)) {
      var algorithm = gateway.backend("b").balancer();
      gateway.reload(FRONTEND + BACKEND + "  server other 127.0.0.1:2\n");
      assertThat(gateway.backend("b").balancer()).isSameAs(algorithm);
      gateway.reload(FRONTEND + BACKEND + "  balance leastconn\n");
      assertThat(gateway.backend("b").balancer()).isNotSameAs(algorithm);
    }
  }

  @Test
  void aServerThatChangedBeginsWithTheHealthAndTheAdminStateOfTheOneBefore() throws Exception {
    String checked = BACKEND.replace("weight 10", "weight 10 check inter 1h");
    try (Renewed gateway = Renewed.start(FRONTEND + checked)) {
      RunningServer server = gateway.server("b", "a");
      gateway.change(
          () -> {
            server.backend().serverHealth(server, ForcedHealth.DOWN);
            server.backend().serverState(server, AdminState.DRAIN);
          });
      gateway.reload(FRONTEND + checked.replace("inter 1h", "inter 2h rise 3 fall 4"));
      RunningServer now = gateway.server("b", "a");
      assertThat(now).isNotSameAs(server);
      assertThat(now.usable()).isFalse();
      assertThat(now.admin()).isEqualTo(AdminState.DRAIN);
    }
  }

  @Test
  void countersGoOn() throws Exception {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        Renewed gateway =
            Renewed.start(FRONTEND + "backend b\n  server a 127.0.0.1:" + origin.port() + "\n")) {
      assertThat(gateway.ask("f")).isEqualTo("ok");
      gateway.reload(
          FRONTEND
              + "backend b\n  retries 1\n  server a 127.0.0.1:"
              + origin.port()
              + " weight 7\n");
      assertThat(gateway.ask("f")).isEqualTo("ok");
      assertThat(gateway.frontend("f").counters().requestsTotal.sum()).isEqualTo(2);
      assertThat(gateway.backend("b").counters().sessionsTotal.sum()).isEqualTo(2);
      assertThat(gateway.server("b", "a").total()).isEqualTo(2);
    }
  }
}
