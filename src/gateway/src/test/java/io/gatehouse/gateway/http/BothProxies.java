package io.gatehouse.gateway.http;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.DataPlaneSettings;
import io.gatehouse.dataplane.telemetry.AccessLog;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** The real HAProxy and the data plane, each running the same scenarios behind its own ports. */
final class BothProxies implements AutoCloseable {
  private static final BuildFacts FACTS =
      new BuildFacts("3.5", Set.of(), Set.of(), BuildFacts.Tls.none());

  /**
   * What every exchange writes: frontend, status and how it ended. The time at the end makes it
   * wait for that end: a format that asks for nothing late is written early.
   */
  private static final String LOG =
      """
      defaults
        log stdout format raw local0
        log-format "end of %f %ST %tsc %Tt"
      """;

  private final RealHaproxy haproxy;
  private final DataPlane plane;
  private final Endings ourEndings;

  private BothProxies(RealHaproxy haproxy, DataPlane plane, Endings ourEndings) {
    this.haproxy = haproxy;
    this.plane = plane;
    this.ourEndings = ourEndings;
  }

  /** Starts both; {@code theirs} and {@code ours} differ in ports only. */
  static BothProxies start(String theirs, String ours) throws IOException {
    assumeTrue(RealHaproxy.installed(), "needs the haproxy program");
    Endings endings = new Endings();
    DataPlane plane = plane(ours, endings);
    try {
      return new BothProxies(RealHaproxy.start(theirs.replace("defaults\n", LOG)), plane, endings);
    } catch (IOException e) {
      plane.close();
      throw e;
    }
  }

  static DataPlane plane(String text, Endings endings) {
    return plane(text, endings, "auto");
  }

  static DataPlane plane(String text, AccessLog observer, String transport) {
    DataPlaneSettings usual = DataPlaneSettings.of(transport, 1);
    DataPlaneSettings logging =
        new DataPlaneSettings(
            usual.transport(), usual.threads(), usual.wallClock(), usual.random(), observer);
    return DataPlane.start(model(text), logging);
  }

  private static GatewayModel model(String text) {
    Diagnostics diagnostics = new Diagnostics();
    FormatCompiler formats =
        ServiceLoader.load(FormatCompiler.class)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no FormatCompiler"));
    return new ConfigurationLoader(PluginCatalogue.builtIns(), formats, FACTS)
        .load(
            List.of(ConfigSource.ofText("test.cfg", text)),
            Environment.ofProcess(Map.of(), FACTS),
            diagnostics)
        .model()
        .orElseThrow(() -> new IllegalArgumentException(diagnostics.render()));
  }

  /** How the exchanges of this frontend ended in HAProxy. */
  List<String> theirEndings(String frontend) throws IOException {
    String mark = "end of " + frontend + " ";
    return haproxy
        .output()
        .lines()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length(), line.lastIndexOf(' ')))
        .toList();
  }

  /** How they ended here. */
  List<String> ourEndings(String frontend) {
    return ourEndings.of(frontend);
  }

  @Override
  public void close() {
    haproxy.close();
    plane.close();
  }
}
