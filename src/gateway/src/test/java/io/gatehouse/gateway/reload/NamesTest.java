package io.gatehouse.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.config.RuntimeServers;
import io.gatehouse.dataplane.server.NameTrial;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.server.RunningServer.AdminState;
import io.gatehouse.gateway.names.ZoneServer;
import io.gatehouse.testkit.RawOrigin;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NamesTest {
  private static final String FRONTEND = "frontend f\n  bind 127.0.0.1:{0}\n  default_backend b\n";
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";

  private static String configuration(ZoneServer zone, String servers) {
    return """
    resolvers r
      nameserver z 127.0.0.1:ZONE
      timeout resolve 100ms
    """
            .replace("ZONE", Integer.toString(zone.port()))
        + FRONTEND
        + "backend b\n  default-server resolvers r init-addr none resolve-prefer ipv4\n"
        + servers;
  }

  private static boolean at(RunningServer server, String address) {
    return server.address() instanceof InetSocketAddress inet
        && !inet.isUnresolved()
        && inet.getAddress().getHostAddress().equals(address);
  }

  @Test
  void newConnectionsGoToTheNewAddress() throws Exception {
    try (ZoneServer zone = new ZoneServer().name("one.test", "127.0.0.9");
        RawOrigin origin = RawOrigin.answering(ANSWER + "ok");
        Renewed gateway =
            Renewed.start(configuration(zone, "  server s one.test:" + origin.port() + "\n"))) {
      assertThat(Renewed.eventually(() -> at(gateway.server("b", "s"), "127.0.0.9"))).isTrue();
      zone.name("one.test", "127.0.0.1");
      assertThat(Renewed.eventually(() -> at(gateway.server("b", "s"), "127.0.0.1"))).isTrue();
      assertThat(gateway.ask("f")).isEqualTo("ok");
    }
  }

  @Test
  void addressesAreKeptOverAReloadEvenWhenNobodyKnowsTheNameAnyMore() throws Exception {
    String servers = "  server s one.test:80\n  server-template v 2 _x._tcp.test\n";
    try (ZoneServer zone =
            new ZoneServer()
                .name("one.test", "127.0.0.9")
                .name("_x._tcp.test", "1 1 8001 a.test", "+a.test 127.0.0.7");
        Renewed gateway = Renewed.start(configuration(zone, servers))) {
      RunningServer server = gateway.server("b", "s");
      assertThat(
              Renewed.eventually(
                  () -> at(server, "127.0.0.9") && at(gateway.server("b", "v1"), "127.0.0.7")))
          .isTrue();
      gateway.reload(configuration(zone, servers + "  server other 127.0.0.1:2\n"));
      assertThat(gateway.server("b", "s")).isSameAs(server);
      gateway.reload(configuration(zone, servers.replace("one.test:80", "one.test:80 weight 3")));
      assertThat(at(gateway.server("b", "s"), "127.0.0.9")).isTrue();
      assertThat(gateway.server("b", "s").up()).isTrue();
      gateway.reload(configuration(zone, servers.replace("_x._tcp.test", "_x._tcp.test weight 3")));
      assertThat(gateway.server("b", "v1").hostName()).isEqualTo("a.test");
      assertThat(at(gateway.server("b", "v1"), "127.0.0.7")).isTrue();
      zone.name("one.test", "127.0.0.8");
      assertThat(Renewed.eventually(() -> at(gateway.server("b", "s"), "127.0.0.8"))).isTrue();
    }
  }

  @Test
  void anUnknownNameAtTheStartIsAServerDownAndNoFault() {
    String text = FRONTEND + "backend b\n  server s no-such-name.invalid:80\n";
    try (Renewed gateway = Renewed.start(text)) {
      RunningServer server = gateway.server("b", "s");
      assertThat(server.up()).isFalse();
      assertThat(server.admin()).isEqualTo(AdminState.MAINT);
    }
  }

  @Test
  void onlyNamesThatNobodyHasAnAddressOfAreTriedByAReload() throws Exception {
    String server = "  server %s %s.invalid:80 resolvers r init-addr libc\n";
    String known = "  server s one.test:80\n";
    try (ZoneServer zone = new ZoneServer().name("one.test", "127.0.0.9");
        Renewed gateway =
            Renewed.start(configuration(zone, known + "  server lost lost.invalid:80\n"))) {
      assertThat(Renewed.eventually(() -> at(gateway.server("b", "s"), "127.0.0.9"))).isTrue();
      String next =
          known.replace(":80", ":80 init-addr libc")
              + server.formatted("lost", "lost")
              + server.formatted("n", "new");
      List<NameTrial.Finding> findings =
          NameTrial.of(gateway.model(configuration(zone, next)), gateway.plane()::goesOn);
      assertThat(findings)
          .containsExactly(
              new NameTrial.Finding("b", "lost", "could not resolve address 'lost.invalid'", true),
              new NameTrial.Finding("b", "n", "could not resolve address 'new.invalid'", true));
    }
  }

  @Test
  void addedServersServeAndAReloadGoesBackToTheFile() throws Exception {
    String text = FRONTEND + "backend b\n  server s 127.0.0.1:1 disabled\n";
    try (RawOrigin origin = RawOrigin.answering(ANSWER + "in");
        Renewed gateway = Renewed.start(text)) {
      List<String> words = List.of("n", "127.0.0.1:" + origin.port());
      gateway.change(
          () -> {
            try {
              RunningServer made =
                  gateway
                      .plane()
                      .membership()
                      .add(
                          gateway.backend("b"),
                          RuntimeServers.read(
                              "b",
                              gateway.backend("b").backend().proxy().mode(),
                              gateway.backend("b").backend().checks().checker(),
                              words,
                              2));
              made.backend().serverState(made, AdminState.READY);
            } catch (io.gatehouse.config.haproxy.AddedServer.Refused refused) {
              throw new IllegalStateException(refused);
            }
          });
      assertThat(gateway.ask("f")).isEqualTo("in");
      gateway.reload(text + "  server n " + words.get(1) + "\n");
      assertThat(gateway.ask("f")).isEqualTo("in");
      gateway.reload(text);
      assertThat(gateway.backend("b").server("n")).isNull();
    }
  }
}
