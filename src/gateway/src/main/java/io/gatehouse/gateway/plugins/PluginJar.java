package io.gatehouse.gateway.plugins;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the plugins of one jar or of the gateway itself. Each provider that cannot be made is
 * reported and skipped; the others of the same jar stay.
 */
final class PluginJar {
  /** One provider list cannot have more broken lines than this without being nonsense. */
  private static final int PATIENCE = 100;

  private final ClassLoader loader;
  private final Origin origin;

  private PluginJar(ClassLoader loader, Origin origin) {
    this.loader = loader;
    this.origin = origin;
  }

  static PluginJar builtIn(ClassLoader loader) {
    return new PluginJar(loader, Origin.BUILT_IN);
  }

  /** Opens a jar; throws with the reason when it is not one. The class loader lives on. */
  static PluginJar open(Path file, ClassLoader parent) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (JarFile jar = new JarFile(file.toFile())) {
      Origin origin = new Origin(name, version(jar.getManifest()));
      URL[] urls = {file.toUri().toURL()};
      return new PluginJar(new URLClassLoader(name, urls, parent), origin);
    }
  }

  private static String version(@Nullable Manifest manifest) {
    if (manifest == null) {
      return "";
    }
    String version = manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    return version == null ? "" : version;
  }

  /** Offers every plugin of every kind to the shelf. */
  void offerAll(Shelf shelf) {
    for (PluginKind kind : PluginKind.values()) {
      Iterator<?> providers = ServiceLoader.load(kind.contract(), loader).iterator();
      int failures = 0;
      boolean more = true;
      while (more && failures < PATIENCE) {
        try {
          more = providers.hasNext();
          if (more) {
            Object plugin = providers.next();
            shelf.offer(kind, kind.words(plugin), plugin, origin);
          }
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
          shelf.report(origin, kind.label() + " left out: " + reason(e));
          failures++;
        }
      }
    }
  }

  private static String reason(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause;
  }
}
