package io.gatehouse.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectivesTest {

  @Test
  void ninetyNineBlocksMayBeNestedAndNotOneMore() {
    assertThat(nested(99).diagnostics().all()).isEmpty();
    assertThat(nested(100).diagnostics().render())
        .contains("haproxy.cfg:101:1: error: too many nested '.if', max is 100");
  }

  @Test
  void sixtyFourWordsFitOnALine() {
    assertThat(Loaded.of("global\n" + " x".repeat(64) + "\n").diagnostics().all()).isEmpty();
    assertThat(Loaded.of("global\n" + " x".repeat(65) + "\n").diagnostics().render())
        .contains("haproxy.cfg:2:130: error: too many words, a line can have 64 at most");
  }

  @Test
  void diagnosticMessagesAppearInDiagnosticModeOnly() {
    ConfigSource source = ConfigSource.ofText("a.cfg", ".diag \"replace this\"\n");
    Diagnostics quiet = new Diagnostics();
    Diagnostics wanted = new Diagnostics();
    reader(quiet).read(List.of(source));
    reader(wanted).inDiagnosticMode().read(List.of(source));
    assertThat(quiet.all()).isEmpty();
    assertThat(wanted.renderAsHaproxy(1))
        .isEqualTo("[DIAG]     (1) : config : parsing [a.cfg:1] : 'replace this'\n");
  }

  @Test
  void anAlertEndsTheReadingOfLaterFilesToo() {
    Loaded loaded =
        Loaded.of(
            List.of(
                ConfigSource.ofText("a.cfg", ".alert stop\n"),
                ConfigSource.ofText("b.cfg", "nonsense\n")));
    assertThat(loaded.diagnostics().errors()).isEqualTo(1);
  }

  private static ConfigReader reader(Diagnostics diagnostics) {
    return new ConfigReader(Loaded.SECTIONS, Loaded.FACTS, Environment.of(Map.of()), diagnostics);
  }

  private static Loaded nested(int levels) {
    return Loaded.of("global\n" + ".if 1\n".repeat(levels) + ".endif\n".repeat(levels));
  }
}
