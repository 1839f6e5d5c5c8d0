package io.gatehouse.gateway.reload;

import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.DataPlaneSettings;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A data plane whose configuration is a text that may be replaced. */
record Renewed(DataPlane plane, List<Integer> ports) implements AutoCloseable {
  static final String REQUEST = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final String DEFAULTS =
      """
      defaults
        mode http
        timeout connect 5s
        timeout client 20s
        timeout server 20s
      """;
  private static final BuildFacts FACTS =
      new BuildFacts("3.5", Set.of(), Set.of(), BuildFacts.Tls.none());

  private static int freePort() {
    try {
      return RealHaproxy.freePort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code {0}} to {@code {2}} in the text are ports of its own. */
  static Renewed start(String text) {
    List<Integer> ports = Stream.generate(Renewed::freePort).limit(3).toList();
    GatewayModel model = read(filled(text, ports));
    return new Renewed(DataPlane.start(model, DataPlaneSettings.of("auto", 2)), ports);
  }

  private static String filled(String text, List<Integer> ports) {
    String filled = text;
    for (int i = 0; i < ports.size(); i++) {
      filled = filled.replace("{" + i + "}", String.valueOf(ports.get(i)));
    }
    return filled;
  }

  private static GatewayModel read(String text) {
    Diagnostics diagnostics = new Diagnostics();
    FormatCompiler formats = ServiceLoader.load(FormatCompiler.class).findFirst().orElseThrow();
    return new ConfigurationLoader(PluginCatalogue.builtIns(), formats, FACTS)
        .load(
            List.of(ConfigSource.ofText("test.cfg", DEFAULTS + text)),
            Environment.ofProcess(Map.of(), FACTS),
            diagnostics)
        .model()
        .orElseThrow(() -> new IllegalArgumentException(diagnostics.render()));
  }

  GatewayModel model(String text) {
    return read(filled(text, ports));
  }

  void reload(String text) {
    plane.commit(plane.prepare(model(text)));
  }

  int port(String frontend) {
    return ((InetSocketAddress) plane.address(frontend)).getPort();
  }

  RawClient connect(String frontend) throws IOException {
    return RawClient.connect(port(frontend));
  }

  String ask(String frontend) throws IOException {
    try (RawClient client = connect(frontend)) {
      return client.exchange(REQUEST).body();
    }
  }

  RunningFrontend frontend(String name) {
    return Objects.requireNonNull(plane.frontend(name));
  }

  RunningBackend backend(String name) {
    return Objects.requireNonNull(plane.backend(name));
  }

  RunningServer server(String backend, String name) {
    return Objects.requireNonNull(backend(backend).server(name));
  }

  /** Lets the control thread do something and waits for it. */
  void change(Runnable change) throws Exception {
    boolean done =
        plane
            .control()
            .call(
                () -> {
                  change.run();
                  return true;
                })
            .get(20, TimeUnit.SECONDS);
    if (!done) {
      throw new IllegalStateException("not done");
    }
  }

  /** Whether it holds in the end. */
  static boolean eventually(BooleanSupplier fact) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!fact.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return true;
  }

  @Override
  public void close() {
    plane.close();
  }
}
