package io.gatehouse.gateway.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles plugins as a stranger would, against the api alone, and packs them into jars. */
final class Jars {
  static final String SERVICE = "META-INF/services/io.gatehouse.api.balance.BalancerPlugin";

  private Jars() {}

  /** A jar with one compiled class of package {@code example} and a list of providers. */
  static Path compiled(Path folder, String jar, String className, String code, String providers)
      throws IOException {
    Path work = Files.createTempDirectory(folder.getParent(), "classes");
    Path source = Files.writeString(work.resolve(className + ".java"), code);
    compile(work, source);
    Files.delete(source);
    return listed(work, SERVICE, providers, folder.resolve(jar));
  }

  /** The same for a session persistence. */
  static Path persistence(Path folder, String jar, String className, String code)
      throws IOException {
    String list = "META-INF/services/io.gatehouse.api.persist.SessionPersistencePlugin";
    return single(folder, jar, list, className, code);
  }

  /** The same for a health check. */
  static Path checker(Path folder, String jar, String className, String code) throws IOException {
    String list = "META-INF/services/io.gatehouse.api.check.HealthCheckerPlugin";
    return single(folder, jar, list, className, code);
  }

  private static Path single(Path folder, String jar, String list, String className, String code)
      throws IOException {
    Path work = Files.createTempDirectory(folder.getParent(), "classes");
    Path source = Files.writeString(work.resolve(className + ".java"), code);
    compile(work, source);
    Files.delete(source);
    return listed(work, list, "example." + className, folder.resolve(jar));
  }

  private static Path listed(Path work, String list, String providers, Path jar)
      throws IOException {
    Path service = work.resolve(list);
    Files.createDirectories(service.getParent());
    Files.writeString(service, providers);
    return pack(work, jar);
  }

  /** A jar with a provider of virtual addresses; {@code name} is the body of its method. */
  static Path provider(Path folder, String jar, String className, String name) throws IOException {
    String code =
        """
        package example;

        import io.gatehouse.api.vip.*;
        import java.util.List;

        public final class %s implements VirtualIpProvider {
          public String name() {
            %s
          }

          public VirtualIps create(VipConfiguration configuration, VipSurroundings around) {
            throw new UnsupportedOperationException();
          }

          public List<String> release(VipConfiguration configuration) {
            return List.of();
          }
        }
        """
            .formatted(className, name);
    Path work = Files.createTempDirectory(folder.getParent(), "classes");
    Path source = Files.writeString(work.resolve(className + ".java"), code);
    compile(work, source);
    Files.delete(source);
    String list = "META-INF/services/io.gatehouse.api.vip.VirtualIpProvider";
    return listed(work, list, "example." + className, folder.resolve(jar));
  }

  /** A jar that lists providers and holds no class. */
  static Path empty(Path folder, String jar, String providers) throws IOException {
    Path work = Files.createTempDirectory(folder.getParent(), "classes");
    Path service = work.resolve(SERVICE);
    Files.createDirectories(service.getParent());
    Files.writeString(service, providers);
    return pack(work, folder.resolve(jar));
  }

  private static void compile(Path target, Path source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter words = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("--release", "25", "-proc:none", "-cp", api(), "-d", target.toString());
      boolean compiled =
          compiler
              .getTask(words, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new IOException("does not compile: " + words);
      }
    }
  }

  private static String api() throws IOException {
    try {
      return Path.of(
              io.gatehouse.api.Exchange.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static Path pack(Path work, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(work)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new JarEntry(work.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return jar;
  }

  /** The code of a balancer of this name whose selector's body is {@code choice}. */
  static String balancer(String className, String name, String choice) {
    return """
    package example;

    import io.gatehouse.api.Arguments;
    import io.gatehouse.api.balance.*;

    public final class %s implements BalancerPlugin {
      public String name() {
        return "%s";
      }

      public BalancerSpec parse(Arguments arguments) {
        return new Spec();
      }

      record Spec() implements BalancerSpec {
        public String name() {
          return "%s";
        }

        public Balancer create(BalancerSetup setup) {
          return servers -> (exchange, filter) -> { %s };
        }
      }
    }
    """
        .formatted(className, name, name, choice);
  }
}
