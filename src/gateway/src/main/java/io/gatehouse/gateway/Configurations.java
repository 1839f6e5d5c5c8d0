package io.gatehouse.gateway;

import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.config.text.Span;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import java.io.InputStream;
import java.util.List;
import java.util.ServiceLoader;

/** Loads what {@code -f} names with the words of all plugins. */
final class Configurations {
  private final PluginCatalogue plugins;
  private final InputStream standardInput;

  Configurations(PluginCatalogue plugins, InputStream standardInput) {
    this.plugins = plugins;
    this.standardInput = standardInput;
  }

  /** All files as one configuration; files that cannot be read are errors too. */
  ConfigurationLoader.Result load(List<String> names) {
    Diagnostics diagnostics = new Diagnostics();
    if (names.isEmpty()) {
      diagnostics.error(Span.of(""), "no configuration file given, use -f");
    }
    for (PluginCatalogue.Problem problem : plugins.problems()) {
      diagnostics.warning(Span.of(problem.jar()), problem.message());
    }
    BuildFacts facts = Product.facts();
    List<ConfigSource> sources = ConfigSource.load(names, standardInput, diagnostics);
    return new ConfigurationLoader(plugins, formats(), facts)
        .load(sources, Environment.ofProcess(System.getenv(), facts), diagnostics);
  }

  private static FormatCompiler formats() {
    return ServiceLoader.load(FormatCompiler.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no FormatCompiler on the class path"));
  }
}
