package io.gatehouse.config.keepalived.text;

import io.gatehouse.config.haproxy.LocalHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The machine this process runs on.
 *
 * @param configId as {@code -i} gave it, otherwise the first part of the host name
 * @param variables the environment
 */
public record LocalMachine(String configId, Map<String, String> variables) implements Machine {
  public LocalMachine {
    variables = Map.copyOf(variables);
  }

  /** This machine with the id that Keepalived gives it. */
  public static LocalMachine here() {
    String host = LocalHost.name();
    int dot = host.indexOf('.');
    return new LocalMachine(dot < 0 ? host : host.substring(0, dot), System.getenv());
  }

  @Override
  public Optional<String> environment(String name) {
    return Optional.ofNullable(variables.get(name))
        .map(v -> new String(v.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  @Override
  public int random(int min, int max) {
    return (int) ThreadLocalRandom.current().nextLong(min, max + 1L);
  }

  @Override
  public Set<String> interfaces() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/net/dev"))) {
      return lines
          .filter(line -> line.indexOf(':') > 0)
          .map(line -> line.substring(0, line.indexOf(':')).strip())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException | UncheckedIOException unknown) {
      return Set.of();
    }
  }

  @Override
  public List<Path> files(Path folder, String pattern) {
    return Globs.files(folder, pattern);
  }
}
