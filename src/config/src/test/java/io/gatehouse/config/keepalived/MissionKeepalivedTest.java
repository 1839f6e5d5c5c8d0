package io.gatehouse.config.keepalived;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Authentication;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VrrpInstance;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two files of the mission, byte for byte. */
class MissionKeepalivedTest {

  private static String text(String name) throws IOException {
    try (InputStream in = MissionKeepalivedTest.class.getResourceAsStream("/mission/" + name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @CsvSource({"lb1-keepalived.conf,node1,true,100", "lb2-keepalived.conf,node2,false,80"})
  void becomeTheDocumentsInstance(String file, String router, boolean master, int priority)
      throws IOException {
    VipConfiguration configuration = Reading.of(text(file)).accepted();
    assertThat(configuration.globals().routerId()).isEqualTo(router);
    assertThat(configuration.globals().mail().recipients()).containsExactly("root@localhost");
    VrrpInstance instance = configuration.instances().getFirst();
    assertThat(configuration.instances()).hasSize(1);
    assertThat(instance.name()).isEqualTo("VI_1");
    assertThat(instance.router().interfaceName()).isEqualTo("enp0s3");
    assertThat(instance.router().id()).isEqualTo(6);
    assertThat(instance.router().version()).isEqualTo(2);
    assertThat(instance.election().initialMaster()).isEqualTo(master);
    assertThat(instance.election().priority()).isEqualTo(priority);
    assertThat(instance.election().interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(instance.peers().group()).isEqualTo(InetAddress.ofLiteral("224.0.100.100"));
    assertThat(instance.authentication()).isEqualTo(new Authentication.Password("571f97b2"));
    assertThat(instance.addresses())
        .containsExactly(
            new VirtualAddress(
                InetAddress.ofLiteral("192.168.1.88"), 24, "", 0, "", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lb1-keepalived.conf", "lb2-keepalived.conf"})
  void theirTrapsAreNamed(String file) throws IOException {
    Reading reading = Reading.of(text(file));
    assertThat(reading.messages())
        .anyMatch(line -> line.contains("outside 224.0.0.0/24"))
        .anyMatch(line -> line.contains("interface 'enp0s3' does not exist now (there are: eth0"))
        .anyMatch(line -> line.contains("no mail is ever sent"))
        .hasSize(3);
  }

  @Test
  void linesMayEndAsWindowsEndsThem() throws IOException {
    String unix = text("lb1-keepalived.conf");
    Reading reading = Reading.of(unix.replace("\n", "\r\n"));
    assertThat(reading.accepted()).isEqualTo(Reading.of(unix).accepted());
  }

  @Test
  void aByteOrderMarkIsNamed() throws IOException {
    Reading reading = Reading.of("\u00ef\u00bb\u00bf" + text("lb1-keepalived.conf"));
    assertThat(reading.diagnostics().errors()).isEqualTo(1);
    assertThat(reading.messages().getFirst())
        .startsWith("keepalived.conf:1:1: error: the file begins with a byte order mark");
  }

  @Test
  void passwordsAreNotShown() throws IOException {
    String longer = text("lb1-keepalived.conf").replace("571f97b2", "571f97b2-and-more");
    Reading reading = Reading.of(longer);
    assertThat(reading.accepted().toString()).doesNotContain("571f97b2");
    assertThat(reading.diagnostics().render())
        .contains("cut to its first 8")
        .doesNotContain("571f");
  }
}
