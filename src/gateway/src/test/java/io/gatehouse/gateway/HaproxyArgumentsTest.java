package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Management manual, section 3. */
class HaproxyArgumentsTest {

  @Test
  void filesComeFromBothOptionsInTheirOrder() {
    HaproxyArguments parsed = HaproxyArguments.parse("-f", "a", "-d", "-f", "b", "--", "c", "-d");
    assertThat(parsed.files()).containsExactly("a", "b", "c", "-d");
    assertThat(parsed.has("-d")).isTrue();
  }

  @Test
  void relativeFilesAreBelowTheFolderOfC() {
    assertThat(HaproxyArguments.parse("-C", "/etc", "-f", "a", "-f", "/b").files())
        .containsExactly("/etc/a", "/b");
  }

  @Test
  void listsOfProcessesEndAtTheNextOption() {
    HaproxyArguments parsed = HaproxyArguments.parse("-sf", "12", "13", "-st", "-q");
    assertThat(parsed.processes()).containsEntry("-sf", List.of(12, 13));
    assertThat(parsed.processes()).containsEntry("-st", List.of());
    assertThat(parsed.has("-q")).isTrue();
  }

  @Test
  void localPeerIsAVariable() {
    assertThat(HaproxyArguments.parse("-L", "A").environment())
        .containsEntry("HAPROXY_LOCALPEER", "A");
  }

  @Test
  void whatCannotBeDoneIsRefused() {
    for (String option : List.of("-D", "-dKall", "-dL", "-dC", "-Z")) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> HaproxyArguments.parse(option, "-f", "a"))
          .withMessageContaining(option);
    }
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> HaproxyArguments.parse("-n", "many"))
        .withMessage("'many' is not a number of connections");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> HaproxyArguments.parse("-f"))
        .withMessage("option '-f' needs a value");
  }

  @Test
  void whatIsNotCarriedOutIsSaid() {
    assertThat(HaproxyArguments.parse("-m", "100", "-x", "/run/s").remarks()).hasSize(2);
    assertThat(HaproxyArguments.parse("-x", "/dev/null", "-Ws").remarks()).isEmpty();
  }
}
