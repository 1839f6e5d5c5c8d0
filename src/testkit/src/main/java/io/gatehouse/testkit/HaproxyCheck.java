package io.gatehouse.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the real HAProxy says of a configuration file (option {@code -c}).
 *
 * @param exitValue 0 where it is valid, 1 where it is refused, 2 where nothing is to listen on
 * @param words all it said
 */
public record HaproxyCheck(int exitValue, String words) {
  private static final String PROGRAM = "/usr/sbin/haproxy";
  private static final long PATIENCE_SECONDS = 30;

  /** Asks it, with options before the file. */
  public static HaproxyCheck of(Path file, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(PROGRAM));
    command.addAll(List.of(options));
    command.addAll(List.of("-c", "-f", file.toString()));
    Path output = Files.createTempFile("haproxy-check", "");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("haproxy does not end");
      }
      return new HaproxyCheck(process.exitValue(), Files.readString(output, ISO_8859_1));
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
