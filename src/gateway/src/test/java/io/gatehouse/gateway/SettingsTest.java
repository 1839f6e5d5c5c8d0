package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void withoutSourcesEverythingHasADefault() {
    assertThat(Settings.load(Map.of(), Map.of("GATEHOUSE_SETTINGS", file(""))))
        .isEqualTo(new Settings(Optional.empty(), "auto", 0));
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
        .isEqualTo(new Settings(Optional.of(Path.of("/file")), "epoll", 3));
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
        .contains(Settings.PLUGINS_DIR, Settings.TRANSPORT, Settings.THREADS, Settings.FILE);
  }

  private String file(String lines) {
    try {
      return Files.writeString(folder.resolve("gatehouse.properties"), lines).toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
