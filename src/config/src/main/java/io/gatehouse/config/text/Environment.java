package io.gatehouse.config.text;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The environment variables that a configuration sees (manual section 2.3). It changes during the
 * load: {@code setenv} and its kin in {@code global} act on all lines that follow.
 *
 * <p>Values hold one char per byte, as all words do. Not thread-safe; belongs to one load.
 */
public final class Environment {

  private final SortedMap<String, String> variables = new TreeMap<>();

  private Environment() {}

  /** Exactly these variables, taken as they are. */
  public static Environment of(Map<String, String> variables) {
    Environment environment = new Environment();
    environment.variables.putAll(variables);
    return environment;
  }

  /**
   * What HAProxy would see at its start: the process's own variables ({@link System#getenv()}) and
   * those that HAProxy adds by itself.
   */
  public static Environment ofProcess(Map<String, String> process, BuildFacts facts) {
    Environment environment = new Environment();
    process.forEach((name, value) -> environment.set(bytes(name), bytes(value)));
    environment.variables.putIfAbsent("HAPROXY_STARTUP_VERSION", facts.version());
    environment.set("HAPROXY_BRANCH", facts.branch());
    LogFormats.variables().forEach(environment::set);
    return environment;
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  public boolean contains(String name) {
    return variables.containsKey(name);
  }

  public void set(String name, String value) {
    variables.put(name, value);
  }

  public void unset(String name) {
    variables.remove(name);
  }

  /** Removes all but the named ones. */
  public void retain(Collection<String> names) {
    variables.keySet().retainAll(names);
  }

  /** All of it, sorted by name; changes with the environment. */
  public SortedMap<String, String> variables() {
    return Collections.unmodifiableSortedMap(variables);
  }

  /** What the running process keeps: without the log formats, with the list of files. */
  public void finish(Collection<ConfigSource> sources) {
    variables.keySet().removeAll(LogFormats.variables().keySet());
    set("HAPROXY_CFGFILES", String.join(";", sources.stream().map(ConfigSource::name).toList()));
  }
}
