package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Backend;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.HttpOptions.ConnectionMode;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Server;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissionConfigurationsTest {

  @ParameterizedTest
  @ValueSource(strings = {"lb1-haproxy.cfg", "lb2-haproxy.cfg", "full-haproxy.cfg"})
  void loadWithoutErrors(String file) throws IOException {
    ConfigurationLoader.Result result = Loading.mission(file);
    assertThat(result.diagnostics().errors()).as(result.diagnostics().render()).isZero();
    assertThat(result.model()).isPresent();
  }

  @Test
  void theTcpConfigurationBalancesTwoCheckedServers() throws IOException {
    GatewayModel model = Loading.mission("lb1-haproxy.cfg").model().orElseThrow();
    assertThat(model.global().maxconn()).isEqualTo(4_000);
    assertThat(model.frontends())
        .singleElement()
        .satisfies(
            frontend -> {
              assertThat(frontend.proxy().mode()).isEqualTo(Mode.TCP);
              assertThat(frontend.defaultBackend()).contains("kubernetes-master");
              assertThat(frontend.timeouts().client()).isEqualTo(Duration.ofMinutes(1));
              assertThat(frontend.log().targets()).hasSize(1);
            });
    Backend backend = model.backends().getFirst();
    assertThat(backend.balance().name()).isEqualTo("roundrobin");
    assertThat(backend.servers()).extracting(Server::name).containsExactly("master1", "master2");
    assertThat(backend.servers())
        .allSatisfy(
            server -> {
              assertThat(server.limits().maxconn()).isEqualTo(2_000);
              assertThat(server.check()).isPresent();
            });
  }

  @Test
  void theFullConfigurationSplitsByPath() throws IOException {
    GatewayModel model = Loading.mission("full-haproxy.cfg").model().orElseThrow();
    assertThat(model.global().statsSockets()).hasSize(1);
    assertThat(model.frontends().getFirst())
        .satisfies(
            frontend -> {
              assertThat(frontend.binds()).hasSize(1);
              assertThat(frontend.backends()).hasSize(1);
              assertThat(frontend.maxconn()).isEqualTo(3_000);
              assertThat(frontend.log().dontLogNull()).isTrue();
              assertThat(frontend.proxy().http().connection())
                  .isEqualTo(ConnectionMode.SERVER_CLOSE);
              assertThat(frontend.proxy().http().forwardFor()).isPresent();
            });
    Backend web = model.backends().getLast();
    assertThat(web.retries().redispatch()).isEqualTo(-1);
    assertThat(web.servers()).extracting(Server::weight).containsExactly(30, 30, 30);
  }

  @Test
  void theTrapsOfTheFullConfigurationAreNamed() throws IOException {
    assertThat(Loading.messages(Loading.mission("full-haproxy.cfg")))
        .anyMatch(line -> line.contains("routing loop"))
        .anyMatch(line -> line.contains("use 'bind *:80' below it"))
        .anyMatch(line -> line.contains("bounds each frontend by itself"));
  }

  @Test
  void theTcpLogWithoutAFormatIsCalledBlind() throws IOException {
    assertThat(Loading.messages(Loading.mission("lb1-haproxy.cfg")))
        .anyMatch(line -> line.contains("add 'option tcplog'"));
  }
}
