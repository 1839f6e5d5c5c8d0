package io.gatehouse.gateway;

import io.gatehouse.gateway.vip.VipOptions;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Settings of the process itself, as docs/settings.md lists them; HAProxy's files have no word for
 * them. Immutable.
 *
 * @param pluginsDir the folder of plugin jars
 * @param transport {@code auto}, {@code io_uring}, {@code epoll} or {@code nio}
 * @param threads event loops; 0 leaves it to {@code nbthread}
 * @param vip virtual addresses and mails about them
 */
record Settings(Optional<Path> pluginsDir, String transport, int threads, VipOptions vip) {
  static final String PLUGINS_DIR = "gatehouse.plugins.dir";
  static final String TRANSPORT = "gatehouse.transport";
  static final String THREADS = "gatehouse.threads";

  /** Where the file is; only the environment and system properties can tell. */
  static final String FILE = "gatehouse.settings";

  private static final Set<String> NAMES = names();
  private static final Path USUAL_FILE = Path.of("/etc/gatehouse/gatehouse.properties");
  private static final int ORDINAL_OF_COMMAND_LINE = 500;
  private static final int ORDINAL_OF_FILE = 100;
  private static final int MOST_THREADS = 64;

  /**
   * Reads all sources; the command line is stronger than system properties, these than the
   * environment, this than the file.
   *
   * @param given on the command line
   * @throws IllegalArgumentException with a sentence about what is wrong
   */
  static Settings load(Map<String, String> given) {
    return load(given, System.getenv());
  }

  static Settings load(Map<String, String> given, Map<String, String> environment) {
    demandKnown(given.keySet(), "the command line");
    SmallRyeConfigBuilder sources =
        new SmallRyeConfigBuilder()
            .withSources(
                new PropertiesConfigSource(given, "the command line", ORDINAL_OF_COMMAND_LINE))
            .withSources(new SysPropConfigSource())
            .withSources(new EnvConfigSource(environment, EnvConfigSource.ORDINAL));
    Optional<Path> file = file(sources.build());
    if (file.isPresent()) {
      sources.withSources(read(file.get()));
    }
    return of(sources.build());
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(VipValues.NAMES);
    names.addAll(Set.of(PLUGINS_DIR, TRANSPORT, THREADS));
    return names;
  }

  private static Optional<Path> file(SmallRyeConfig known) {
    Optional<String> told = known.getOptionalValue(FILE, String.class);
    if (told.isEmpty()) {
      return Files.isReadable(USUAL_FILE) ? Optional.of(USUAL_FILE) : Optional.empty();
    }
    return told.map(Path::of);
  }

  /** Whether the file that is read without being named mentions this setting. */
  static boolean usualFileNames(String setting) {
    try {
      return Files.isReadable(USUAL_FILE) && Files.readString(USUAL_FILE).contains(setting);
    } catch (IOException unreadable) {
      return true;
    }
  }

  private static PropertiesConfigSource read(Path file) {
    try {
      URL url = file.toUri().toURL();
      PropertiesConfigSource source = new PropertiesConfigSource(url, ORDINAL_OF_FILE);
      demandKnown(source.getPropertyNames(), file.toString());
      return source;
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static void demandKnown(Set<String> names, String where) {
    for (String name : new TreeSet<>(names)) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "%s: unknown setting '%s'; known are %s"
                .formatted(where, name, String.join(", ", new TreeSet<>(NAMES))));
      }
    }
  }

  private static Settings of(SmallRyeConfig config) {
    String transport = config.getOptionalValue(TRANSPORT, String.class).orElse("auto");
    if (!Set.of("auto", "io_uring", "epoll", "nio").contains(transport)) {
      throw new IllegalArgumentException(
          "%s is '%s', expected auto, io_uring, epoll or nio".formatted(TRANSPORT, transport));
    }
    return new Settings(
        config.getOptionalValue(PLUGINS_DIR, String.class).map(Path::of),
        transport,
        threads(config.getOptionalValue(THREADS, String.class).orElse("0")),
        VipValues.read(config));
  }

  private static int threads(String text) {
    try {
      int threads = Integer.parseInt(text);
      if (threads >= 0 && threads <= MOST_THREADS) {
        return threads;
      }
    } catch (NumberFormatException notOne) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "%s is '%s', expected a number from 0 (one for each processor) to %d"
            .formatted(THREADS, text, MOST_THREADS));
  }
}
