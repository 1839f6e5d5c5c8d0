package io.gatehouse.gateway.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.dataplane.DataPlane;
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
import java.util.function.IntFunction;

/** The same configuration in both programs, each with a stats socket for each level. */
public final class Peers implements AutoCloseable {
  private final Path folder;
  private final RealHaproxy haproxy;
  private final Gateway gateway;

  private Peers(Path folder, RealHaproxy haproxy, Gateway gateway) {
    this.folder = folder;
    this.haproxy = haproxy;
    this.gateway = gateway;
  }

  /**
   * Starts both.
   *
   * @param configuration by the first of some ports that are free for its bind lines
   */
  public static Peers start(IntFunction<String> configuration) throws IOException {
    Path folder = Files.createTempDirectory("peers");
    RealHaproxy haproxy =
        RealHaproxy.start(sockets(folder, "theirs") + configuration.apply(RealHaproxy.freePort()));
    Gateway gateway =
        Gateway.start(sockets(folder, "ours") + configuration.apply(RealHaproxy.freePort()));
    return new Peers(folder, haproxy, gateway);
  }

  private static String sockets(Path folder, String whose) {
    StringBuilder lines = new StringBuilder("global\n  nbthread 1\n  node here\n");
    for (String level : List.of("admin", "operator", "user")) {
      lines.append("  stats socket ").append(folder).append('/').append(whose).append('-');
      lines.append(level).append(" level ").append(level).append('\n');
    }
    return lines.toString();
  }

  DataPlane plane() {
    return gateway.plane();
  }

  public String theirs(String level, String sent) throws IOException {
    return say(folder.resolve("theirs-" + level), sent);
  }

  public String ours(String level, String sent) throws IOException {
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
    gateway.close();
    haproxy.close();
    for (String file : List.of("admin", "operator", "user")) {
      folder.resolve("ours-" + file).toFile().delete();
      folder.resolve("theirs-" + file).toFile().delete();
    }
    folder.toFile().delete();
  }
}
