package io.gatehouse.benchmarks.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A program that is measured. */
enum Peer {
  GATEHOUSE,
  HAPROXY,
  NGINX;

  /** The name in tables. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Gatehouse and HAProxy read the very same file. */
  String template(Scenario scenario) {
    return scenario.configuration() + (this == NGINX ? ".nginx.conf" : ".cfg");
  }

  List<String> command(Path home, Path configuration) {
    return switch (this) {
      case GATEHOUSE ->
          List.of(home.resolve("bin/gatehouse").toString(), "run", "-f", configuration.toString());
      case HAPROXY -> List.of(haproxy(), "-db", "-f", configuration.toString());
      case NGINX -> nginx(configuration);
    };
  }

  static List<String> nginx(Path configuration) {
    return List.of(
        program("nginx"), "-p", configuration.getParent() + "/", "-c", configuration + "");
  }

  private static String haproxy() {
    String named = System.getenv("HAPROXY");
    return named == null ? program("haproxy") : named;
  }

  /** Debian has servers in a folder that is not on everybody's path. */
  private static String program(String name) {
    Path system = Path.of("/usr/sbin", name);
    return Files.isExecutable(system) ? system.toString() : name;
  }

  /** Whether it can take part: nginx relays TCP only with a module that may be missing. */
  boolean available(Scenario scenario) {
    return switch (this) {
      case GATEHOUSE, HAPROXY -> true;
      case NGINX ->
          !scenario.tcp() || Files.exists(Path.of("/usr/lib/nginx/modules/ngx_stream_module.so"));
    };
  }
}
