package io.gatehouse.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.config.keepalived.KeepalivedLanguage;
import io.gatehouse.config.keepalived.text.Machine;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fuzz target for keepalived.conf, see docs/fuzzing.md. Any text becomes records or errors with a
 * place in it, never both, never neither, and the same each time.
 */
class KeepalivedFuzzTest {

  /** No file can be included, and nothing is left to chance. */
  private record Closed() implements Machine {
    @Override
    public String configId() {
      return "node1";
    }

    @Override
    public Optional<String> environment(String name) {
      return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    @Override
    public int random(int min, int max) {
      return max;
    }

    @Override
    public Set<String> interfaces() {
      return Set.of("eth0");
    }

    @Override
    public List<Path> files(Path folder, String pattern) {
      return List.of();
    }
  }

  private record Outcome(Optional<VipConfiguration> configuration, Diagnostics diagnostics) {}

  @FuzzTest(maxDuration = "60s")
  void anyText(byte[] data) {
    String text = new String(data, ISO_8859_1);
    Outcome first = load(text);
    assertThat(first.configuration().isPresent()).isEqualTo(!first.diagnostics().hasErrors());
    Outcome second = load(text);
    assertThat(second.configuration()).isEqualTo(first.configuration());
    assertThat(second.diagnostics().render()).isEqualTo(first.diagnostics().render());
    long lines = text.lines().count();
    first
        .diagnostics()
        .all()
        .forEach(found -> assertThat(found.position().line()).isBetween(0, (int) lines + 1));
  }

  private static Outcome load(String text) {
    Diagnostics diagnostics = new Diagnostics();
    return new Outcome(
        new KeepalivedLanguage(new Closed(), diagnostics)
            .read(List.of(new ConfigSource("fuzz.conf", text))),
        diagnostics);
  }
}
