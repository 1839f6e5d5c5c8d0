package io.gatehouse.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The launchers of this checkout, on the classes of this build. */
final class Program {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private Program() {}

  /** The command line of a launcher in {@code bin/}, with the environment it needs. */
  static String[] of(String launcher, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add("env");
    words.add("JAVA_HOME=" + System.getProperty("java.home"));
    words.add("GATEHOUSE_CLASSPATH=" + System.getProperty("java.class.path"));
    words.add(root().resolve("bin").resolve(launcher).toString());
    words.addAll(Arrays.asList(arguments));
    return words.toArray(String[]::new);
  }

  /** The checkout's root. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, Objects::nonNull, Path::getParent)
        .filter(folder -> Files.isDirectory(folder.resolve("bin")))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until a file says something; fails with all it says when that takes too long. */
  static String await(Path file, Predicate<String> said) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end) {
      String words = Files.exists(file) ? Files.readString(file) : "";
      if (said.test(words)) {
        return words;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    throw new AssertionError("not said within 30 s: " + Files.readString(file));
  }

  /** The lines of a text. */
  static Stream<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank());
  }
}
