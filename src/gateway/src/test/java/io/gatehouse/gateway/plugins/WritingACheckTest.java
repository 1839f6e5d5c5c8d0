package io.gatehouse.gateway.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.DataPlaneSettings;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's health check, as printed, works. */
@Timeout(60)
class WritingACheckTest {
  @TempDir Path temporary;

  @Test
  void thePagesHealthCheckTakesAServerOutWhileTooManyJobsWaitThere() throws Exception {
    takesABusyServerOut(WritingAPluginTest.printedCode("BacklogCheck"));
  }

  @Test
  void thePagesDialogueDoesTheSame() throws Exception {
    String blocking = WritingAPluginTest.printedCode("BacklogCheck");
    String dialogue = WritingAPluginTest.printedBlock("implements DialogueSpec");
    String plugin = blocking.substring(0, blocking.indexOf("  private record Spec"));
    takesABusyServerOut(
        plugin.replace("import java.net.*;", "import java.util.*;") + dialogue + "}");
  }

  private void takesABusyServerOut(String code) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("plugins"));
    Jars.checker(folder, "backlog.jar", "BacklogCheck", code);
    PluginCatalogue catalogue = PluginCatalogue.load(folder, message -> {});
    assertThat(catalogue.problems()).isEmpty();

    try (RawOrigin idle = queue("7\n");
        RawOrigin busy = queue("730\n");
        DataPlane plane = started(catalogue, idle.port(), busy.port())) {
      CheckState one = Objects.requireNonNull(server(plane, "idle").check());
      CheckState two = Objects.requireNonNull(server(plane, "busy").check());
      while (one.last().status() == CheckStatus.INI || two.last().status() == CheckStatus.INI) {
        assertThat(Thread.interrupted()).as("waited too long").isFalse();
        Thread.onSpinWait();
      }
      // What follows from a result follows in the same task.
      assertThat(plane.control().call(() -> true).get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(one.last()).isEqualTo(new CheckResult(CheckStatus.L7OK, 7, "7 jobs wait"));
      assertThat(two.last()).isEqualTo(new CheckResult(CheckStatus.L7STS, 730, "730 jobs wait"));
      assertThat(server(plane, "idle").usable()).isTrue();
      assertThat(server(plane, "busy").usable()).isFalse();
    }
  }

  private static RawOrigin queue(String answer) throws IOException {
    return RawOrigin.start(
        server -> {
          if (server.readLine().equals("BACKLOG\n")) {
            server.send(answer);
          }
        });
  }

  private static RunningServer server(DataPlane plane, String name) {
    return Objects.requireNonNull(Objects.requireNonNull(plane.backend("jobs")).server(name));
  }

  private static DataPlane started(PluginCatalogue catalogue, int idle, int busy)
      throws IOException {
    String text =
        """
        defaults
          timeout connect 5s
          timeout client 5s
          timeout server 5s
        listen jobs
          bind 127.0.0.1:%d
          option backlog-check 100
          server idle 127.0.0.1:%d check inter 1h
          server busy 127.0.0.1:%d check inter 1h
        global
          max-spread-checks 10
        """
            .formatted(RealHaproxy.freePort(), idle, busy);
    BuildFacts facts = new BuildFacts("3.5", Set.of(), Set.of(), BuildFacts.Tls.none());
    Diagnostics diagnostics = new Diagnostics();
    FormatCompiler formats = ServiceLoader.load(FormatCompiler.class).findFirst().orElseThrow();
    GatewayModel model =
        new ConfigurationLoader(catalogue, formats, facts)
            .load(
                List.of(ConfigSource.ofText("test.cfg", text)),
                Environment.ofProcess(Map.of(), facts),
                diagnostics)
            .model()
            .orElseThrow(() -> new IllegalArgumentException(diagnostics.render()));
    return DataPlane.start(model, DataPlaneSettings.of("auto", 1));
  }
}
