package io.gatehouse.gateway.runtime;

import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.DataPlaneSettings;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.gateway.runtime.command.Release;
import io.gatehouse.gateway.vip.VirtualIpService;
import io.gatehouse.model.GatewayModel;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** Our side: a data plane with its stats sockets. */
public record Gateway(DataPlane plane, RuntimeSocket socket) implements AutoCloseable {
  private static final BuildFacts FACTS =
      new BuildFacts("3.5", Set.of(), Set.of(), BuildFacts.Tls.none());
  private static final Release RELEASE = new Release("3.5-dev5", "2026/08/21", "Gatehouse test");

  public static Gateway start(String configuration) {
    GatewayModel model = model(configuration);
    DataPlane plane = DataPlane.start(model, DataPlaneSettings.of("auto", 1));
    return new Gateway(plane, RuntimeSocket.open(plane, model, RELEASE, VirtualIpService.none()));
  }

  /** Takes another configuration while it runs. */
  public void reload(String configuration) {
    plane.commit(plane.prepare(model(configuration)));
  }

  private static GatewayModel model(String text) {
    Diagnostics diagnostics = new Diagnostics();
    FormatCompiler formats = ServiceLoader.load(FormatCompiler.class).findFirst().orElseThrow();
    return new ConfigurationLoader(PluginCatalogue.builtIns(), formats, FACTS)
        .load(
            List.of(ConfigSource.ofText("test.cfg", text)),
            Environment.ofProcess(Map.of(), FACTS),
            diagnostics)
        .model()
        .orElseThrow(() -> new IllegalArgumentException(diagnostics.render()));
  }

  @Override
  public void close() {
    socket.close();
    plane.close();
  }
}
