package io.gatehouse.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The words that the real HAProxy has registered, as it lists them itself (option {@code -dK}). */
public final class RegisteredWords {
  private static final long PATIENCE_SECONDS = 20;

  private RegisteredWords() {}

  /**
   * Lists one class of words without the comments.
   *
   * @param kind such as {@code smp} for sample fetches, {@code cnv} for converters, {@code cfg}
   */
  public static List<String> of(String kind) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("haproxy-words");
    Path output = folder.resolve("words");
    Path file = Files.writeString(folder.resolve("haproxy.cfg"), "defaults\n");
    try {
      Process process =
          new ProcessBuilder("/usr/sbin/haproxy", "-dK" + kind, "-q", "-c", "-f", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("haproxy does not end");
      }
      return Files.readAllLines(output).stream().filter(line -> !line.startsWith("#")).toList();
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }
}
