package io.gatehouse.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code -P name=value}, for the commands that heed settings. */
final class SettingsOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "-P",
      paramLabel = "NAME=VALUE",
      description = "A setting such as gatehouse.transport=epoll; see docs/settings.md.")
  private Map<String, String> given = new LinkedHashMap<>();

  /** What is wrong with a setting is wrong with the command line. */
  Settings settings() {
    try {
      return Settings.load(given);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
