package io.gatehouse.config;

import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Loads texts with {@link FewWords}. */
final class Loading {
  static final Path GOLDEN = Path.of("src/test/golden");

  private Loading() {}

  static ConfigurationLoader.Result text(String text) {
    BuildFacts facts = new BuildFacts("3.5-dev5", Set.of(), Set.of(), BuildFacts.Tls.none());
    return new ConfigurationLoader(new FewWords(), new FewWords.Formats(), facts)
        .load(List.of(new ConfigSource("haproxy.cfg", text)), Environment.of(Map.of()));
  }

  static ConfigurationLoader.Result mission(String name) throws IOException {
    return text(
        Files.readString(GOLDEN.resolve("mission").resolve(name), StandardCharsets.ISO_8859_1));
  }

  /** One line for each finding, without the source lines. */
  static List<String> messages(ConfigurationLoader.Result result) {
    return result.diagnostics().all().stream()
        .map(
            d ->
                d.position()
                    + ": "
                    + d.severity().name().toLowerCase(java.util.Locale.ROOT)
                    + ": "
                    + d.message()
                    + (d.hints().isEmpty() ? "" : " (" + String.join("; ", d.hints()) + ")"))
        .toList();
  }
}
