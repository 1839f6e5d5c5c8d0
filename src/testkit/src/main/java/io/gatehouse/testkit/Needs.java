package io.gatehouse.testkit;

import static java.util.Objects.requireNonNullElse;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine. Without it a developer's run skips the test and says why; where
 * {@code GATEHOUSE_CI} is set the test fails, because there nothing may be skipped.
 */
public final class Needs {
  private Needs() {}

  /** Network namespaces: root, and the {@code ip} command. */
  public static void namespaces() {
    check("root".equals(System.getProperty("user.name")), "namespaces need root");
    programs("ip", "curl");
  }

  /** Programs on the path. */
  public static void programs(String... names) {
    for (String name : names) {
      check(onPath(name), "the program '" + name + "' is not installed");
    }
  }

  /** Programs that are not on the path. */
  public static void executables(Path... files) {
    for (Path file : files) {
      check(Files.isExecutable(file), "the program '" + file + "' is not installed");
    }
  }

  private static void check(boolean there, String lack) {
    if (there) {
      return;
    }
    if (System.getenv("GATEHOUSE_CI") != null) {
      throw new AssertionError(lack);
    }
    Assumptions.abort(lack);
  }

  private static boolean onPath(String name) {
    String path = requireNonNullElse(System.getenv("PATH"), "") + File.pathSeparator + "/usr/sbin";
    List<String> folders = Arrays.asList(path.split(File.pathSeparator, -1));
    return folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
