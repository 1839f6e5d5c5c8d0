package io.gatehouse.config.keepalived;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.config.keepalived.text.Machine;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One text as it was read. */
record Reading(Optional<VipConfiguration> configuration, Diagnostics diagnostics) {

  static Reading of(String text) {
    return of(text, FakeMachine.PLAIN);
  }

  static Reading of(String text, Machine machine) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<VipConfiguration> read =
        new KeepalivedLanguage(machine, diagnostics)
            .read(List.of(new ConfigSource("keepalived.conf", text)));
    return new Reading(read, diagnostics);
  }

  /** Fails with what was found when the text was refused. */
  VipConfiguration accepted() {
    return configuration.orElseThrow(() -> new AssertionError(diagnostics.render()));
  }

  /** One line for each finding, without the source lines. */
  List<String> messages() {
    return diagnostics.all().stream()
        .map(
            one ->
                "%s: %s: %s%s"
                    .formatted(
                        one.position(),
                        one.severity().name().toLowerCase(Locale.ROOT),
                        one.message(),
                        one.hints().isEmpty() ? "" : " (" + String.join("; ", one.hints()) + ")"))
        .toList();
  }
}
