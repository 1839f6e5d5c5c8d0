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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Loads what {@code -f} names with the words of all plugins. */
final class Configurations {
  private final PluginCatalogue plugins;
  private final InputStream standardInput;
  private final Map<String, String> environment;
  private Optional<ConfigSource> extra = Optional.empty();

  Configurations(PluginCatalogue plugins, InputStream standardInput) {
    this(plugins, standardInput, System.getenv());
  }

  /**
   * @param environment what {@code ${VAR}} may name
   */
  Configurations(
      PluginCatalogue plugins, InputStream standardInput, Map<String, String> environment) {
    this.plugins = plugins;
    this.standardInput = standardInput;
    this.environment = environment;
  }

  /** Puts the text in front of all files, as if it came from the command line. */
  Configurations with(Optional<String> text) {
    extra = text.map(words -> ConfigSource.ofText("-S", words));
    return this;
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
    List<ConfigSource> sources =
        new ArrayList<>(ConfigSource.load(names, standardInput, diagnostics));
    extra.ifPresent(sources::addFirst);
    return new ConfigurationLoader(plugins, formats(), facts)
        .load(sources, Environment.ofProcess(environment, facts), diagnostics);
  }

  private static FormatCompiler formats() {
    return ServiceLoader.load(FormatCompiler.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no FormatCompiler on the class path"));
  }
}
