package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.api.vip.VipSettings;
import io.gatehouse.api.vip.VipSettings.NoServer;
import io.gatehouse.gateway.vip.MailOptions;
import io.gatehouse.gateway.vip.VipOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void withoutSourcesEverythingHasADefault() {
    assertThat(Settings.load(Map.of(), Map.of("GATEHOUSE_SETTINGS", file(""))))
        .isEqualTo(new Settings(Optional.empty(), "auto", 0, VipOptions.DEFAULT));
  }

  @Test
  void commandLineIsStrongerThanEnvironmentAndThisThanTheFile() {
    String file = file("gatehouse.transport=nio\ngatehouse.threads=1\ngatehouse.plugins.dir=/file");
    Map<String, String> environment =
        Map.of(
            "GATEHOUSE_SETTINGS", file,
            "GATEHOUSE_TRANSPORT", "epoll",
            "GATEHOUSE_THREADS", "2");
    assertThat(Settings.load(Map.of(Settings.THREADS, "3"), environment))
        .isEqualTo(new Settings(Optional.of(Path.of("/file")), "epoll", 3, VipOptions.DEFAULT));
  }

  @Test
  void virtualAddressesAndMailsHaveSettings() {
    String file =
        file(
            """
            gatehouse.vip.provider=other
            gatehouse.vip.leased=false
            gatehouse.vip.lease=1500ms
            gatehouse.vip.no-server=release
            gatehouse.vip.no-server-weight=50
            gatehouse.vip.announcements-per-second=3
            gatehouse.vip.stuck=2s
            gatehouse.mail.user=me
            gatehouse.mail.password=secret
            """);
    Map<String, String> environment =
        Map.of("GATEHOUSE_SETTINGS", file, "GATEHOUSE_MAIL_STARTTLS", "required");
    assertThat(Settings.load(Map.of(), environment).vip())
        .isEqualTo(
            new VipOptions(
                "other",
                new VipSettings(false, Duration.ofMillis(1_500), NoServer.RELEASE, 50, 3),
                Duration.ofSeconds(2),
                new MailOptions("me", "secret", MailOptions.StartTls.REQUIRED)));
  }

  @ParameterizedTest
  @CsvSource({
    "gatehouse.vip.leased, yes, true or false",
    "gatehouse.vip.lease, 2, auto or a time such as 500ms or 2s",
    "gatehouse.vip.stuck, 0s, auto or a time such as 500ms or 2s",
    "gatehouse.vip.no-server, drop, 'ignore, lower, release'",
    "gatehouse.vip.no-server-weight, 255, a number from 1 to 254",
    "gatehouse.mail.starttls, maybe, 'offered, required, never'"
  })
  void valueOfAVirtualAddressThatIsNoneIsRefused(String name, String value, String expected) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Settings.load(Map.of(name, value), Map.of()))
        .withMessage("%s is '%s', expected %s".formatted(name, value, expected));
  }

  @Test
  void unknownSettingIsRefusedWithTheKnownOnes() {
    Map<String, String> environment = Map.of("GATEHOUSE_SETTINGS", file("gatehouse.treads=2"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Settings.load(Map.of(), environment))
        .withMessageContaining("unknown setting 'gatehouse.treads'")
        .withMessageContaining("gatehouse.threads");
  }

  @Test
  void valueThatIsNoneIsRefusedWithTheExpectedOnes() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Settings.load(Map.of(Settings.TRANSPORT, "kqueue"), Map.of()))
        .withMessage("gatehouse.transport is 'kqueue', expected auto, io_uring, epoll or nio");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Settings.load(Map.of(Settings.THREADS, "many"), Map.of()))
        .withMessageStartingWith("gatehouse.threads is 'many', expected a number");
  }

  @Test
  void fileThatIsNotThereIsAnError() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Settings.load(Map.of(), Map.of("GATEHOUSE_SETTINGS", "/no/such")))
        .withMessageContaining("/no/such");
  }

  @Test
  void everySettingIsInTheTable() throws IOException {
    assertThat(Files.readString(Path.of("../../docs/settings.md")))
        .contains(Settings.PLUGINS_DIR, Settings.TRANSPORT, Settings.THREADS, Settings.FILE)
        .contains(VipValues.NAMES.stream().map(name -> "`" + name + "`").toList());
  }

  private String file(String lines) {
    try {
      return Files.writeString(folder.resolve("gatehouse.properties"), lines).toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
