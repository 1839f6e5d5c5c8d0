package io.gatehouse.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Environment;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Fuzz target for the whole language, rules of all plugins included, see docs/fuzzing.md. Any text
 * becomes a model or errors with a place, never both, never neither, and the same each time.
 */
class ConfigurationFuzzTest {
  private static final PluginCatalogue PLUGINS = PluginCatalogue.builtIns();
  private static final FormatCompiler FORMATS =
      ServiceLoader.load(FormatCompiler.class).findFirst().orElseThrow();

  @FuzzTest(maxDuration = "60s")
  void anyText(byte[] data) {
    String text = new String(data, ISO_8859_1);
    ConfigurationLoader.Result first = load(text);
    assertThat(first.model().isPresent()).isEqualTo(!first.diagnostics().hasErrors());
    assertThat(load(text).diagnostics().render()).isEqualTo(first.diagnostics().render());
    long lines = text.lines().count();
    first
        .diagnostics()
        .all()
        .forEach(found -> assertThat(found.position().line()).isBetween(0, (int) lines + 1));
  }

  private static ConfigurationLoader.Result load(String text) {
    return new ConfigurationLoader(PLUGINS, FORMATS, Product.facts())
        .load(List.of(new ConfigSource("fuzz.cfg", text)), Environment.of(Map.of()));
  }
}
