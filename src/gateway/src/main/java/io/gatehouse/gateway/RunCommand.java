package io.gatehouse.gateway;

import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.DataPlaneSettings;
import io.gatehouse.model.Backend;
import io.gatehouse.model.GatewayModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Loads the configuration and carries traffic until the process is told to end. */
@Command(
    name = "run",
    description = "Carries traffic until SIGTERM or SIGINT.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  static final String NOT_AS_HAPROXY =
      "the configuration is valid, but this build runs with 'gatehouse run' only";

  private final Console console;

  @Option(names = "-f", required = true, arity = "1..*", paramLabel = "FILE")
  private List<String> files = List.of();

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    ConfigurationLoader.Result result =
        new Configurations(Gatehouse.plugins(console), console.in()).load(files);
    console.err().print(result.diagnostics().render());
    if (result.model().isEmpty()) {
      return 1;
    }
    GatewayModel model = result.model().get();
    DataPlane plane;
    try {
      plane = DataPlane.start(model, DataPlaneSettings.of("auto", 0));
    } catch (IllegalStateException | IllegalArgumentException refused) {
      say("error: " + refused.getMessage());
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(plane), "gatehouse-stop"));
    tellWhatIsLeftOut(model);
    plane.frontends().forEach(frontend -> say(ready(plane, frontend.name())));
    new CountDownLatch(1).await();
    return 0;
  }

  private static String ready(DataPlane plane, String frontend) {
    return "frontend " + frontend + " listens on " + plane.address(frontend);
  }

  /** A virtual machine ended by a signal answers 143; an asked-for stop is a success. */
  private static void end(DataPlane plane) {
    plane.stop(Duration.ZERO);
    Runtime.getRuntime().halt(0);
  }

  private void tellWhatIsLeftOut(GatewayModel model) {
    for (Backend backend : model.backends()) {
      if (backend.servers().stream().anyMatch(server -> server.check().isPresent())) {
        String name = backend.proxy().name();
        say("warning: backend " + name + ": health checks are not run yet, servers count as up");
      }
    }
    if (model.frontends().stream().anyMatch(frontend -> !frontend.log().targets().isEmpty())) {
      say("warning: traffic logs are not written yet");
    }
    if (!model.global().statsSockets().isEmpty()) {
      say("warning: 'stats socket' is not opened yet");
    }
  }

  private void say(String words) {
    console.err().println("gatehouse: " + words);
  }
}
