package io.gatehouse.gateway.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.gateway.runtime.Gateway;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** One of those that share tables, of either kind. */
interface Node extends AutoCloseable {
  long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Which program it is. */
  enum Kind {
    HAPROXY,
    GATEHOUSE;

    Node start(String name, String configuration) {
      String text = "global\n  localpeer " + name + "\n" + configuration;
      try {
        return this == HAPROXY ? new Haproxy(RealHaproxy.start(text)) : Ours.start(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  String say(String line);

  @Override
  void close();

  /** The rows of a table, without what differs from node to node. */
  default String rows(String table) {
    return say("show table " + table)
        .lines()
        .filter(line -> line.startsWith("0x"))
        .map(line -> line.replaceFirst("^0x[0-9a-f]+: ", "").replaceAll("exp=[1-9]\\d*", "exp=T"))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  default int used(String table) {
    String head =
        say("show table")
            .lines()
            .filter(line -> line.contains(" " + table + ","))
            .findFirst()
            .get();
    return Integer.parseInt(head.substring(head.lastIndexOf(':') + 1));
  }

  /** Whether it is connected to a node of this name. */
  default boolean connected(String name) {
    return say("show peers")
        .lines()
        .anyMatch(
            line ->
                line.contains("id=" + name + "(remote,active)")
                    && line.contains("last_status=ESTA"));
  }

  static boolean eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return true;
  }

  /** The real one. */
  record Haproxy(RealHaproxy program) implements Node {
    @Override
    public String say(String line) {
      try {
        return program.command(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      program.close();
    }
  }

  /** Gatehouse, in this process. */
  record Ours(Gateway gateway, Path socket) implements Node {
    static Ours start(String text) throws IOException {
      Path socket = Files.createTempDirectory("node").resolve("admin");
      return new Ours(Gateway.start(text + door(socket)), socket);
    }

    private static String door(Path socket) {
      return "global\n  stats socket " + socket + " level admin\n";
    }

    void reload(String name, String configuration) {
      gateway.reload("global\n  localpeer " + name + "\n" + configuration + door(socket));
    }

    @Override
    public String say(String line) {
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.connect(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.wrap((line + "\n").getBytes(ISO_8859_1)));
        channel.shutdownOutput();
        return new String(Channels.newInputStream(channel).readAllBytes(), ISO_8859_1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      gateway.close();
      Path folder = socket.getParent();
      if (folder != null) {
        var _ = folder.toFile().delete();
      }
    }
  }
}
