package io.gatehouse.gateway.vip.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.gateway.vip.ScriptedProvider;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class VipDumpTest {
  private static final String SECRET = "571f97b2";
  private static final VipConfiguration FILE =
      io.gatehouse.gateway.vip.Files.read(
          """
          vrrp_instance VI_1 {
            state MASTER
            interface eth0
            virtual_router_id 6
            priority 100
            advert_int 1
            authentication {
              auth_type PASS
              auth_pass 571f97b2
            }
            virtual_ipaddress {
              192.168.1.88/24
            }
          }
          """);

  private final VipDump dump = new VipDump(FILE, statuses(), List.of());

  @TempDir private Path folder = Path.of("");

  private static List<VipStatus> statuses() {
    return FILE.instances().stream().map(ScriptedProvider::master).toList();
  }

  @Test
  void exportersFindWhatTheyLookForInTheData() {
    assertThat(dump.text(VipDump.Kind.DATA))
        .contains("\n VRRP Instance = VI_1\n")
        .contains("\n   State = MASTER\n   Flags: none\n   Wantstate = MASTER\n")
        .contains("\n   Last transition = 1767225600.123000 (")
        .contains("\n   Interface = eth0\n")
        .contains("\n   Gratuitous ARP delay = 5\n")
        .contains("\n   Virtual Router ID = 6\n")
        .contains("\n   Virtual IP (1):\n     192.168.1.88/24 dev eth0 scope global set\n");
  }

  @Test
  void wholeSecondsAreIntegersInTheJson() {
    JsonNode data = new ObjectMapper().readTree(dump.text(VipDump.Kind.JSON)).get(0).get("data");
    assertThat(data.get("garp_delay").isInt()).isTrue();
    assertThat(data.get("garp_delay").asInt()).isEqualTo(5);
    assertThat(data.get("state").asInt()).isEqualTo(2);
    assertThat(data.get("vips").get(0).asString())
        .isEqualTo("192.168.1.88/24 dev eth0 scope global set");
  }

  @Test
  void passwordsAppearNowhere() {
    for (VipDump.Kind kind : VipDump.Kind.values()) {
      assertThat(dump.text(kind)).doesNotContain(SECRET);
    }
  }

  @Test
  void fileIsItsOwnersAndReplacesWhatSomebodyPutThere() throws Exception {
    Path victim = Files.writeString(folder.resolve("victim"), "untouched");
    Files.createSymbolicLink(folder.resolve("keepalived.stats"), victim);
    Path file = dump.write(folder, VipDump.Kind.STATS);
    assertThat(victim).hasContent("untouched");
    assertThat(file).isRegularFile().content().startsWith("VRRP Instance: VI_1\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @ParameterizedTest
  @CsvSource({
    "fd00:88:0:0:0:0:0:88, fd00:88::88",
    "fe80:0:0:0:1:0:0:2, fe80::1:0:0:2",
    "0:0:0:0:0:0:0:1, ::1",
    "0:0:0:0:0:0:0:0, ::",
    "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
    "192.168.1.88, 192.168.1.88"
  })
  void addressesAreAsShortAsKeepalivedWritesThem(String full, String brief) throws Exception {
    assertThat(Spelling.host(InetAddress.getByName(full))).isEqualTo(brief);
  }
}
