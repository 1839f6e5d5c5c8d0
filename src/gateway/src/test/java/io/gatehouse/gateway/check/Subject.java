package io.gatehouse.gateway.check;

import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.DataPlaneSettings;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningBackend.ForcedHealth;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.server.RunningServer.AdminState;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One of the two programs, running a configuration and obeying commands about its servers. */
interface Subject extends AutoCloseable {
  /** Such as {@code set server b/s weight 3}. */
  void command(String line) throws Exception;

  /** The server's effective weight, rounded up as {@code show stat} has it. */
  int weight(String server) throws Exception;

  /** Sessions that the server has now. */
  int sessions(String server) throws Exception;

  /** Requests that wait for the server, or with the name BACKEND for any. */
  int queued(String server) throws Exception;

  @Override
  void close();

  /** Debian's haproxy. */
  record Theirs(RealHaproxy haproxy) implements Subject {
    private static final int QUEUED = 2;
    private static final int SESSIONS = 4;
    private static final int WEIGHT = 18;

    static Subject start(String configuration) throws IOException {
      return new Theirs(RealHaproxy.start(configuration));
    }

    @Override
    public void command(String line) throws IOException {
      String answer = haproxy.command(line).strip();
      if (!answer.isEmpty()) {
        throw new IOException(line + ": " + answer);
      }
    }

    @Override
    public int weight(String server) throws IOException {
      return column(server, WEIGHT);
    }

    @Override
    public int sessions(String server) throws IOException {
      return column(server, SESSIONS);
    }

    @Override
    public int queued(String server) throws IOException {
      return column(server, QUEUED);
    }

    private int column(String server, int index) throws IOException {
      String row = server.replace('/', ',') + ",";
      return haproxy
          .command("show stat")
          .lines()
          .filter(line -> line.startsWith(row))
          .mapToInt(line -> Integer.parseInt(line.split(",", -1)[index]))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public void close() {
      haproxy.close();
    }
  }

  /** The data plane. */
  record Ours(DataPlane plane) implements Subject {
    private static final BuildFacts FACTS =
        new BuildFacts("3.5", Set.of(), Set.of(), BuildFacts.Tls.none());

    static Ours start(String configuration) {
      return new Ours(DataPlane.start(model(configuration), DataPlaneSettings.of("auto", 1)));
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

    private RunningServer server(String label) {
      String[] names = label.split("/", 2);
      RunningBackend backend = Objects.requireNonNull(plane.backend(names[0]));
      return Objects.requireNonNull(backend.server(names[1]));
    }

    @Override
    public void command(String line) throws Exception {
      plane.control().call(() -> obey(line.split(" "))).get(10, TimeUnit.SECONDS);
    }

    private boolean obey(String[] words) {
      boolean set = words[0].equals("set");
      RunningServer server = server(words[2]);
      RunningBackend backend = server.backend();
      if (!set) {
        boolean on = words[0].equals("enable");
        if (words[1].equals("health")) {
          backend.serverCheckEnabled(server, on);
        } else {
          backend.serverState(server, on ? AdminState.READY : AdminState.MAINT);
        }
        return true;
      }
      switch (words[3]) {
        case "state" -> backend.serverState(server, AdminState.valueOf(upper(words[4])));
        case "health" -> backend.serverHealth(server, ForcedHealth.valueOf(upper(words[4])));
        default -> backend.serverWeight(server, Integer.parseInt(words[4]));
      }
      return true;
    }

    private static String upper(String word) {
      return word.toUpperCase(Locale.ROOT);
    }

    @Override
    public int weight(String server) {
      return (server(server).weight() + 15) / 16;
    }

    @Override
    public int queued(String server) {
      String backend = server.substring(0, server.indexOf('/'));
      return server.endsWith("/BACKEND")
          ? Objects.requireNonNull(plane.backend(backend)).queued()
          : server(server).queued();
    }

    @Override
    public int sessions(String server) {
      return server(server).sessions();
    }

    @Override
    public void close() {
      plane.close();
    }
  }
}
