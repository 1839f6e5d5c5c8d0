package io.gatehouse.gateway.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code openssl s_server}, which tells what was asked of it. */
final class TlsServer implements AutoCloseable {
  private static final String READY = "ACCEPT 127.0.0.1:";
  private static final List<String> TOLD = List.of("Hostname in TLS", "ALPN protocols sel");

  private final Process process;
  private final BufferedReader output;
  private final int port;

  private TlsServer(Process process) throws IOException {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.ISO_8859_1);
    String line = output.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("openssl s_server does not start");
    }
    this.port = Integer.parseInt(line.substring(READY.length()));
  }

  /**
   * @param folder has the {@link Certificates}
   * @param options besides the usual ones
   */
  static TlsServer start(Path folder, String options) throws IOException {
    List<String> words = new ArrayList<>(List.of("stdbuf", "-oL", "openssl", "s_server"));
    words.addAll(List.of("-accept", "127.0.0.1:0", "-cert", "good.pem", "-key", "good.key"));
    words.addAll(List.of("-servername", "none", "-cert2", "good.pem", "-key2", "good.key"));
    words.addAll(List.of(options.split(" ")));
    return new TlsServer(
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  int port() {
    return port;
  }

  /** Ends it; the names and protocols that it was asked for. */
  List<String> told() throws IOException {
    close();
    return output.lines().filter(line -> TOLD.stream().anyMatch(line::startsWith)).toList();
  }

  @Override
  public void close() {
    // Not the process itself: its output has to stay open.
    boolean _ = process.toHandle().destroy();
    try {
      boolean _ = process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
