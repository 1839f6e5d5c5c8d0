package io.gatehouse.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.testkit.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A launcher of bin/ at work, on the classes under test; what it says is one stream. */
final class Launched implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final long SIGTERM = 1L << 14;

  private final Process process;
  private final BufferedReader words;
  private final StringBuilder said = new StringBuilder();

  private Launched(Process process) {
    this.process = process;
    this.words = process.inputReader(UTF_8);
  }

  static Launched start(String program, String... arguments) throws IOException {
    return start(Map.of(), program, arguments);
  }

  static Launched start(Map<String, String> environment, String program, String... arguments)
      throws IOException {
    Path file = Repository.here().root().resolve("bin").resolve(program);
    List<String> line = new ArrayList<>(List.of(file.toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("GATEHOUSE_CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return new Launched(builder.start());
  }

  /** Reads on until a line holds these words; everything said so far if none does. */
  String until(String expected) throws IOException {
    String line = words.readLine();
    while (line != null && !line.contains(expected)) {
      said.append(line).append('\n');
      line = words.readLine();
    }
    return line == null ? "ended after:\n" + said : line;
  }

  /** Everything to the end. */
  String toTheEnd() throws IOException {
    until("\0");
    return said.toString();
  }

  long pid() {
    return process.pid();
  }

  /** Whether a SIGTERM would wait until somebody asks for it; fails once the process has ended. */
  boolean holdsSignals() throws IOException {
    Path status = Path.of("/proc", String.valueOf(pid()), "status");
    String mask = Files.readString(status).replaceFirst("(?s).*SigBlk:\\s*(\\p{XDigit}+).*", "$1");
    return (Long.parseUnsignedLong(mask, 16) & SIGTERM) != 0;
  }

  /** As the shell's {@code kill -NAME}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).inheritIO().start().waitFor();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("does not end");
    }
    return process.exitValue();
  }

  /** The body of the answer to a GET over a connection of its own. */
  static String ask(int port, String path) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client.exchange("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").body();
    }
  }

  static String file(Path folder, String configuration) throws IOException {
    return Files.writeString(folder.resolve("haproxy.cfg"), configuration).toString();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    words.close();
  }
}
