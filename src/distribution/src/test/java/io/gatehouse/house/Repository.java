package io.gatehouse.house;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checked-out repository: its modules and their Java sources, found from the test's folder. */
record Repository(Path root) {
  static Repository here() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("src/distribution"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not inside a checkout: " + Path.of("").toAbsolutePath());
    }
    return new Repository(folder);
  }

  /** Every folder with a module in it, {@code src/api} before {@code plugins/rules}. */
  List<Path> modules() {
    return Stream.of("src", "plugins")
        .flatMap(parent -> list(root.resolve(parent)))
        .filter(folder -> Files.exists(folder.resolve("pom.xml")))
        .toList();
  }

  /** All Java sources of a module, main and test. */
  static List<Path> sources(Path module) {
    return javaBelow(module.resolve("src"));
  }

  /** The Java sources of a module that are shipped. */
  static List<Path> mainSources(Path module) {
    return javaBelow(module.resolve("src/main/java"));
  }

  List<Path> sources() {
    return modules().stream().flatMap(module -> sources(module).stream()).toList();
  }

  Path relative(Path file) {
    return root.relativize(file);
  }

  /** One offender a line, so that a failure shows the whole work list. */
  static String workList(String rule, List<String> offenders) {
    return offenders.stream().collect(joining("\n  ", rule + "\n  ", "\n"));
  }

  private static List<Path> javaBelow(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
