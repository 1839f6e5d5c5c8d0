package io.gatehouse.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process with a {@code keepalived.conf}: what comes first, what comes last, what is told. */
@Timeout(240)
class VirtualAddressTest {
  private static final String SCRIPTED = "gatehouse.vip.provider=scripted";

  @TempDir private Path folder = Path.of("");
  private int port;

  private Path events() {
    return folder.resolve("events");
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("GATEHOUSE_VIP_PROVIDER", "scripted");
    environment.put(ScriptedAddresses.FILE, events().toString());
    return environment;
  }

  private String keepalived(int priority) throws IOException {
    return Files.writeString(
            folder.resolve("keepalived.conf"),
            """
            vrrp_instance VI_1 {
              interface eth9
              virtual_router_id 6
              priority %d
              advert_int 1
              virtual_ipaddress {
                192.0.2.88/24
              }
            }
            """
                .formatted(priority))
        .toString();
  }

  private String haproxy() throws IOException {
    port = RealHaproxy.freePort();
    return Launched.file(
        folder,
        """
        global
          stats socket %s/admin.sock level admin
        defaults
          mode http
          timeout connect 5s
          timeout client 5s
          timeout server 5s
        frontend f
          bind 127.0.0.1:%d
          http-request return status 200 content-type text/plain string r
        """
            .formatted(folder, port));
  }

  private Launched gateway(Map<String, String> more, String... arguments) throws IOException {
    Map<String, String> environment = environment();
    String configuration = haproxy();
    environment.put(ScriptedAddresses.PORT, String.valueOf(port));
    environment.putAll(more);
    String[] line = {"run", "-f", configuration, "-f", keepalived(100)};
    String[] all = java.util.Arrays.copyOf(line, line.length + arguments.length);
    System.arraycopy(arguments, 0, all, line.length, arguments.length);
    return Launched.start(environment, "gatehouse", all);
  }

  @Test
  void addressesAreClaimedBehindTheListenersAndGivenUpBeforeThem() throws Exception {
    try (Launched gateway = gateway(Map.of())) {
      gateway.until("frontend f listens");
      gateway.signal("TERM");
      assertThat(gateway.exitCode()).isZero();
    }
    assertThat(events()).hasContent("create listening\nclose LEAVING listening\n");
  }

  @Test
  void softStopGivesAddressesUpAndLetsExchangesEnd() throws Exception {
    try (Launched gateway = gateway(Map.of())) {
      gateway.until("frontend f listens");
      try (RawClient busy = RawClient.connect(port)) {
        busy.send("GET / HTTP/1.1\r\n");
        assertThat(Launched.ask(port, "/")).isEqualTo("r");
        gateway.signal("USR1");
        gateway.until("Proxy f stopped");
        assertThat(events()).hasContent("create listening\nclose LEAVING listening\n");
        assertThat(busy.exchange("Host: h\r\n\r\n").body()).isEqualTo("r");
      }
      assertThat(gateway.exitCode()).isZero();
    }
  }

  @Test
  void providerThatCannotStartEndsTheProcessWithItsWords() throws Exception {
    Path pidfile = folder.resolve("pid");
    Map<String, String> failing = Map.of(ScriptedAddresses.FAILURE, "CAP_NET_RAW is missing");
    try (Launched gateway = gateway(failing, "-p", pidfile.toString())) {
      assertThat(gateway.toTheEnd())
          .contains("error: CAP_NET_RAW is missing")
          .doesNotContain("listens");
      assertThat(gateway.exitCode()).isEqualTo(1);
    }
    assertThat(pidfile).doesNotExist();
  }

  @Test
  void providerThatIsNotThereIsNamed() throws Exception {
    Map<String, String> other = Map.of("GATEHOUSE_VIP_PROVIDER", "carp");
    try (Launched gateway = gateway(other)) {
      assertThat(gateway.toTheEnd()).contains("'carp'", "there is scripted, vrrp");
      assertThat(gateway.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void runtimeSocketTellsOfThem() throws Exception {
    try (Launched gateway = gateway(Map.of())) {
      gateway.until("frontend f listens");
      awaitWell();
      assertThat(ask("show vrrp")).containsPattern("VI_1 +MASTER +MASTER +100 .*192.0.2.88/24");
      assertThat(ask("show vrrp why"))
          .contains("node: WELL\nVI_1: MASTER at priority 100: because the script says so\n");
      assertThat(ask("show vrrp json"))
          .startsWith("{\"node\":{\"vitality\":\"WELL\"")
          .contains("\"iname\":\"VI_1\"", "\"split_brain\":false");
      assertThat(ask("show vrrp stats")).contains("  Became master: 1\n");
      assertThat(ask("show vrrp nonsense")).startsWith("Expects 'json'");
    }
  }

  /** Listeners are told of before the first look at the event loops. */
  private void awaitWell() throws Exception {
    for (int i = 0; i < 500 && !ask("show vrrp why").startsWith("node: WELL"); i++) {
      Thread.sleep(20);
    }
  }

  private String ask(String command) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(folder.resolve("admin.sock")));
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(UTF_8)));
      return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
    }
  }

  @Test
  void pluginsListsProviders() throws Exception {
    try (Launched listed = Launched.start("gatehouse", "plugins", "-P", SCRIPTED)) {
      assertThat(listed.toTheEnd()).containsPattern("virtual-ip +vrrp +built-in");
    }
  }

  @Test
  void keepalivedReloadsGoodFilesOnlyAndCleansUpBehindItself() throws Exception {
    Path pid = folder.resolve("pid");
    Path vrrp = folder.resolve("vrrp");
    String file = keepalived(100);
    try (Launched keepalived =
        Launched.start(
            environment(), "keepalived", "-n", "-l", "-f", file, "-p", pid + "", "-r", vrrp + "")) {
      keepalived.until("scripted addresses are here");
      keepalived.signal("HUP");
      keepalived.until("Reload finished");
      assertThat(pid).hasContent(keepalived.pid() + "\n");
      assertThat(vrrp).hasContent(keepalived.pid() + "\n");
      Files.writeString(Path.of(file), "vrrp_instance X {\n  nonsense\n}\n");
      keepalived.signal("HUP");
      assertThat(keepalived.until("stays in force")).contains("has errors");
      String _ = keepalived(120);
      keepalived.signal("HUP");
      keepalived.until("Reload finished");
      keepalived.signal("TERM");
      assertThat(keepalived.exitCode()).isZero();
    }
    assertThat(events()).hasContent("create\nreplace 100\nreplace 120\nclose LEAVING\n");
    assertThat(pid).doesNotExist();
    assertThat(vrrp).doesNotExist();
  }

  @Test
  void releaseTakesOffWhatADeadProcessLeft() throws Exception {
    Needs.namespaces();
    String file = keepalived(100);
    try (Network network = Network.create()) {
      Network.Host host = network.host("a", "192.0.2.66/24");
      Files.writeString(Path.of(file), Files.readString(Path.of(file)).replace("eth9", "eth0"));
      host.address("192.0.2.88/24");
      assertThat(release(host, file)).contains("VI_1");
      assertThat(host.run("ip", "address", "show", "dev", "eth0"))
          .contains("192.0.2.66")
          .doesNotContain("192.0.2.88");
      assertThat(release(host, file)).isEmpty();
    }
  }

  private static String release(Network.Host host, String file) throws IOException {
    return host.run(
        "env",
        "GATEHOUSE_CLASSPATH=" + System.getProperty("java.class.path"),
        "JAVA_HOME=" + System.getProperty("java.home"),
        Repository.here().root().resolve("bin/gatehouse").toString(),
        "vip",
        "release",
        "-f",
        file);
  }
}
