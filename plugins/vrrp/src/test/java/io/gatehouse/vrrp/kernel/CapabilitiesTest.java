package io.gatehouse.vrrp.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

  /** A program that opens a host and says what became of it. */
  public static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) {
      try (LinuxHost host = new LinuxHost()) {
        host.put(
            1,
            new io.gatehouse.api.vip.VirtualAddress(
                java.net.InetAddress.ofLiteral("127.9.9.9"),
                32,
                "",
                254,
                "",
                java.util.Optional.empty()),
            1);
        System.out.println("works");
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void bothCapabilitiesAreEnough() throws Exception {
    assertThat(probe("+net_raw,+net_admin")).isEqualTo("works");
  }

  @Test
  void missingCapabilityIsNamedWithItsRemedy() throws Exception {
    assertThat(probe("+net_admin"))
        .isEqualTo(
            "cannot open a packet socket for announcements: Operation not permitted: needs"
                + " CAP_NET_RAW; add it to AmbientCapabilities= and CapabilityBoundingSet= of the"
                + " service");
    assertThat(probe("+net_raw"))
        .startsWith("cannot put 127.9.9.9/32 on interface 1: Operation not permitted: needs")
        .contains("CAP_NET_ADMIN; add it to AmbientCapabilities=");
  }

  private static String probe(String capabilities) throws Exception {
    Needs.namespaces();
    Needs.programs("setpriv", "unshare");
    List<String> words =
        new ArrayList<>(
            List.of(
                "unshare",
                "--net",
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "--inh-caps=-all," + capabilities,
                "--ambient-caps=-all," + capabilities,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName()));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said.strip();
  }
}
