package io.gatehouse.gateway.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import io.gatehouse.model.GatewayModel;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.IntFunction;

/** The same configuration in both programs, each with a stats socket for each level. */
final class Peers implements AutoCloseable {
  private static final BuildFacts FACTS =
      new BuildFacts("3.5", Set.of(), Set.of(), BuildFacts.Tls.none());
  private static final Release RELEASE = new Release("3.5-dev5", "2026/08/21", "Gatehouse test");

  private final Path folder;
  private final RealHaproxy haproxy;
  private final DataPlane plane;
  private final RuntimeSocket socket;

  private Peers(Path folder, RealHaproxy haproxy, DataPlane plane, RuntimeSocket socket) {
    this.folder = folder;
    this.haproxy = haproxy;
    this.plane = plane;
    this.socket = socket;
  }

  /**
   * Starts both.
   *
   * @param configuration by the first of some ports that are free for its bind lines
   */
  static Peers start(IntFunction<String> configuration) throws IOException {
    Path folder = Files.createTempDirectory("peers");
    RealHaproxy haproxy =
        RealHaproxy.start(sockets(folder, "theirs") + configuration.apply(RealHaproxy.freePort()));
    GatewayModel model =
        model(sockets(folder, "ours") + configuration.apply(RealHaproxy.freePort()));
    DataPlane plane = DataPlane.start(model, DataPlaneSettings.of("auto", 1));
    return new Peers(folder, haproxy, plane, RuntimeSocket.open(plane, model, RELEASE));
  }

  private static String sockets(Path folder, String whose) {
    StringBuilder lines = new StringBuilder("global\n  nbthread 1\n  node here\n");
    for (String level : List.of("admin", "operator", "user")) {
      lines.append("  stats socket ").append(folder).append('/').append(whose).append('-');
      lines.append(level).append(" level ").append(level).append('\n');
    }
    return lines.toString();
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

  DataPlane plane() {
    return plane;
  }

  String theirs(String level, String sent) throws IOException {
    return say(folder.resolve("theirs-" + level), sent);
  }

  String ours(String level, String sent) throws IOException {
    return say(folder.resolve("ours-" + level), sent);
  }

  /** Sends, ends its side as socat does, and reads to the end. */
  private static String say(Path door, String sent) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(door));
      channel.write(ByteBuffer.wrap(sent.getBytes(ISO_8859_1)));
      channel.shutdownOutput();
      return new String(Channels.newInputStream(channel).readAllBytes(), ISO_8859_1);
    }
  }

  @Override
  public void close() {
    socket.close();
    plane.close();
    haproxy.close();
    for (String file : List.of("admin", "operator", "user")) {
      folder.resolve("ours-" + file).toFile().delete();
      folder.resolve("theirs-" + file).toFile().delete();
    }
    folder.toFile().delete();
  }
}
