package io.gatehouse.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.DataPlaneSettings;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One configuration at two sets of ports: those of the real HAProxy and those of the data plane. In
 * its text {@code {name}} is the port of that name, a free one for each of the two.
 */
final class Duel implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("\\{([a-z0-9]+)}");
  private static final BuildFacts FACTS =
      new BuildFacts("3.5", Set.of(), Set.of(), BuildFacts.Tls.none());
  private static final String DEFAULTS =
      """
      defaults
        mode tcp
        timeout connect 5s
        timeout client 5s
        timeout server 5s
      """;

  private final Map<String, Integer> theirPorts = new HashMap<>();
  private final Map<String, Integer> ourPorts = new HashMap<>();
  private final RealHaproxy haproxy;
  private final DataPlane plane;

  /** What a client says and hears at a port. */
  @FunctionalInterface
  interface Talk {
    String at(int port) throws IOException;
  }

  private Duel(String text) throws IOException {
    assumeTrue(RealHaproxy.installed(), "needs the haproxy program");
    plane = plane(DEFAULTS + filled(text, ourPorts));
    try {
      haproxy = RealHaproxy.start(DEFAULTS + filled(text, theirPorts));
    } catch (IOException e) {
      plane.close();
      throw e;
    }
  }

  static Duel start(String text) throws IOException {
    return new Duel(text);
  }

  private static String filled(String text, Map<String, Integer> ports) throws IOException {
    Matcher names = NAME.matcher(text);
    StringBuilder out = new StringBuilder();
    while (names.find()) {
      String name = names.group(1);
      if (!ports.containsKey(name)) {
        ports.put(name, RealHaproxy.freePort());
      }
      names.appendReplacement(out, String.valueOf(ports.get(name)));
    }
    return names.appendTail(out).toString();
  }

  /** The data plane alone, for what the real program of this machine cannot do. */
  static DataPlane plane(String text) {
    Diagnostics diagnostics = new Diagnostics();
    FormatCompiler formats =
        ServiceLoader.load(FormatCompiler.class)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no FormatCompiler"));
    return DataPlane.start(
        new ConfigurationLoader(PluginCatalogue.builtIns(), formats, FACTS)
            .load(
                List.of(ConfigSource.ofText("test.cfg", text)),
                Environment.ofProcess(Map.of(), FACTS),
                diagnostics)
            .model()
            .orElseThrow(() -> new IllegalArgumentException(diagnostics.render())),
        DataPlaneSettings.of("auto", 2));
  }

  long haproxyPid() {
    return haproxy.pid();
  }

  int ours(String name) {
    return Objects.requireNonNull(ourPorts.get(name));
  }

  int theirs(String name) {
    return Objects.requireNonNull(theirPorts.get(name));
  }

  /** Says the same to both and expects the same; the answer is for further looks. */
  String same(String name, Talk talk) throws IOException {
    String theirs = talk.at(theirs(name));
    assertThat(talk.at(ours(name))).as(name).isEqualTo(theirs);
    return theirs;
  }

  @Override
  public void close() {
    haproxy.close();
    plane.close();
  }
}
