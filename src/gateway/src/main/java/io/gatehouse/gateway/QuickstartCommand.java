package io.gatehouse.gateway;

import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.gateway.quickstart.Quickstart;
import io.gatehouse.model.GatewayModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "quickstart",
    description = "Shows how every algorithm spreads requests over two demo servers, and ends.",
    mixinStandardHelpOptions = true)
final class QuickstartCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  private final Console console;

  @Mixin private SettingsOption settings = new SettingsOption();

  @Option(
      names = "--requests",
      paramLabel = "COUNT",
      defaultValue = "400",
      description = "Requests for each algorithm; ${DEFAULT-VALUE} if not given.")
  private int requests;

  QuickstartCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    new Quickstart(console.out(), requests).run(this::read);
    return 0;
  }

  private GatewayModel read(String configuration) {
    var input = new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8));
    ConfigurationLoader.Result result =
        new Configurations(Gatehouse.plugins(console, settings.settings()), input)
            .load(List.of(STANDARD_INPUT));
    return result
        .model()
        .orElseThrow(() -> new IllegalStateException(result.diagnostics().render()));
  }
}
