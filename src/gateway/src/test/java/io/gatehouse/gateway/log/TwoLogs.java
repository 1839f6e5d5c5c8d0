package io.gatehouse.gateway.log;

import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.DataPlaneSettings;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Runs scenarios through the real HAProxy and through the data plane, and keeps both logs. */
final class TwoLogs implements AutoCloseable {
  private static final BuildFacts FACTS =
      new BuildFacts("3.5", Set.of(), Set.of(), BuildFacts.Tls.none());
  private static final int AT_ONCE = 16;
  private static final String DEFAULTS =
      """
      global
        maxconn 2000
      defaults
        log 127.0.0.1:SINK len 2048 format short local0
        retries 0
        timeout connect 400ms
        timeout client 5s
        timeout server 5s
      """;

  private final List<Scenario> scenarios;
  private final List<RawOrigin> origins = new ArrayList<>();
  private final Map<String, String> faults = new ConcurrentHashMap<>();
  private final Blackholes blackholes = new Blackholes();
  private final LogSink theirs = new LogSink();
  private final LogSink ours = new LogSink();

  TwoLogs(List<Scenario> scenarios) throws IOException, InterruptedException {
    this.scenarios = scenarios;
    Map<String, Integer> ports = new HashMap<>();
    try (RealHaproxy _ = RealHaproxy.start(configuration(theirs, ports))) {
      run(ports);
      await(theirs);
    }
    ports.clear();
    try (DataPlane _ = plane(configuration(ours, ports))) {
      run(ports);
      await(ours);
    }
  }

  private String configuration(LogSink sink, Map<String, Integer> ports) throws IOException {
    StringBuilder text = new StringBuilder(DEFAULTS);
    for (Scenario scenario : scenarios) {
      RawOrigin origin = RawOrigin.start(scenario.origin());
      origins.add(origin);
      int port = RealHaproxy.freePort();
      ports.put(scenario.name(), port);
      text.append(scenario.section(port, origin.port(), blackholes));
    }
    return text.toString().replace("SINK", Integer.toString(sink.port()));
  }

  /**
   * The first alone, so that what is loaded late does not look like a slow server. Then many at
   * once: most of a scenario's time is waiting.
   */
  private void run(Map<String, Integer> ports) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    Semaphore places = new Semaphore(AT_ONCE);
    for (Scenario scenario : scenarios) {
      int port = ports.getOrDefault(scenario.name(), 0);
      places.acquire();
      Thread thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    run(scenario, port);
                    places.release();
                  });
      threads.add(thread);
      if (threads.size() == 1) {
        thread.join();
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void run(Scenario scenario, int port) {
    try {
      scenario.clients().run(port);
    } catch (IOException | IllegalArgumentException e) {
      faults.merge(scenario.name(), e.toString(), (a, b) -> a + "; " + b);
    }
  }

  private void await(LogSink sink) throws InterruptedException {
    for (Scenario scenario : scenarios) {
      sink.of(scenario.name(), scenario.lines());
    }
  }

  List<String> theirs(Scenario scenario) throws InterruptedException {
    return theirs.of(scenario.name(), 0).stream().map(Masks::of).toList();
  }

  List<String> ours(Scenario scenario) throws InterruptedException {
    return ours.of(scenario.name(), 0).stream().map(Masks::of).toList();
  }

  /** What went wrong at the clients; empty when nothing did. */
  String faults(Scenario scenario) {
    return faults.getOrDefault(scenario.name(), "");
  }

  private static DataPlane plane(String text) {
    // With io_uring a closed connection is counted out a little later, which %fc shows.
    return DataPlane.start(model(text), DataPlaneSettings.of("epoll", 1));
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

  @Override
  public void close() throws IOException {
    origins.forEach(RawOrigin::close);
    blackholes.close();
    theirs.close();
    ours.close();
  }
}
