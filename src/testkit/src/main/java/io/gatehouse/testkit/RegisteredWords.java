package io.gatehouse.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The words that the real HAProxy has registered, as it lists them itself (option {@code -dK}). */
public final class RegisteredWords {
  private RegisteredWords() {}

  /**
   * Lists one class of words without the comments.
   *
   * @param kind such as {@code smp} for sample fetches, {@code cnv} for converters, {@code cfg}
   */
  public static List<String> of(String kind) throws IOException, InterruptedException {
    Path file = Files.writeString(Files.createTempFile("words", ".cfg"), "defaults\n");
    try {
      return HaproxyCheck.of(file, "-dK" + kind, "-q")
          .words()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
