package io.gatehouse.gateway;

import io.gatehouse.gateway.plugins.PluginCatalogue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "plugins",
    description = "Lists the words that plugins add to the language, and what was left out.",
    mixinStandardHelpOptions = true)
final class PluginsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SettingsOption settings = new SettingsOption();

  PluginsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PluginCatalogue plugins = Gatehouse.plugins(console, settings.settings());
    for (PluginCatalogue.Row row : plugins.rows()) {
      String line =
          "%-15s %-28s %s %s".formatted(row.kind().label(), row.name(), row.jar(), row.version());
      console.out().println(line.stripTrailing());
    }
    for (PluginCatalogue.Problem problem : plugins.problems()) {
      console.err().println(problem.jar() + ": " + problem.message());
    }
    return plugins.problems().isEmpty() ? 0 : 1;
  }
}
