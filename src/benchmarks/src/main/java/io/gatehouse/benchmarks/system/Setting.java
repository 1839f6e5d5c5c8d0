package io.gatehouse.benchmarks.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What stands around the programs: the origin, the log's receiver, configuration files. */
final class Setting implements AutoCloseable {
  private static final int BULK = 1 << 20;

  private final Settings settings;
  private final LogSink sink = new LogSink();
  private final int originPort = ProxyProcess.freePort();
  private final ProxyProcess origin;

  Setting(Settings settings) throws IOException, InterruptedException {
    this.settings = settings;
    Path folder = Files.createDirectories(settings.folder().resolve("origin"));
    Files.write(folder.resolve("bulk"), new byte[BULK]);
    Path file = configuration("origin.conf", folder, originPort);
    origin = ProxyProcess.start(Peer.nginx(file), folder, loadProcessor());
    origin.firstAnswer(originPort);
  }

  LogSink sink() {
    return sink;
  }

  /** Load and origin share one processor, the program measured has the other. */
  String loadProcessor() {
    return settings.pinned() ? "0" : "";
  }

  private String proxyProcessor() {
    return settings.pinned() ? "1" : "";
  }

  /** On a processor of its own, where settings say so. */
  ProxyProcess start(Peer peer, Scenario scenario, int port) throws IOException {
    return start(peer, scenario, port, proxyProcessor());
  }

  /** Wherever the kernel likes, as an operator would start it. */
  ProxyProcess startAnywhere(Peer peer, int port) throws IOException {
    return start(peer, Scenario.SMALL, port, settings.pinned() ? "0-1" : "");
  }

  private ProxyProcess start(Peer peer, Scenario scenario, int port, String processors)
      throws IOException {
    Path folder = settings.folder().resolve(scenario.label()).resolve(peer.label());
    Path file = configuration(peer.template(scenario), Files.createDirectories(folder), port);
    return ProxyProcess.start(peer.command(settings.home(), file), folder, processors);
  }

  private Path configuration(String template, Path folder, int port) throws IOException {
    String text =
        template(template)
            .replace("${PORT}", Integer.toString(port))
            .replace("${ORIGIN}", Integer.toString(originPort))
            .replace("${SYSLOG}", Integer.toString(sink.port()))
            .replace("${FOLDER}", folder.toString());
    return Files.writeString(folder.resolve(template), text);
  }

  /** A configuration file as it lies beside the classes. */
  static String template(String name) {
    try (InputStream in = Setting.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    origin.close();
    sink.close();
  }
}
