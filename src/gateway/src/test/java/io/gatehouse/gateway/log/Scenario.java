package io.gatehouse.gateway.log;

import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.Arrays;

/**
 * A frontend with its backend, an origin, and what clients do.
 *
 * @param name the frontend's name, by which its lines are found again
 * @param mode {@code http} or {@code tcp}
 * @param frontend further lines of the frontend
 * @param backend lines of the backend; {@code ORIGIN}, {@code CLOSED} and {@code SILENT} stand for
 *     the ports of the origin, of nobody, and of one that never answers a connection request
 * @param lines how many lines are expected; more than these would be seen too
 */
record Scenario(
    String name,
    String mode,
    String frontend,
    String backend,
    RawOrigin.Script origin,
    Clients clients,
    int lines) {
  static final String SERVER = "  server s1 127.0.0.1:ORIGIN\n";

  /** What clients do with the frontend's port. */
  @FunctionalInterface
  interface Clients {
    void run(int port) throws IOException;
  }

  static Scenario http(String name, RawOrigin.Script origin, Clients clients) {
    String log = "  option httplog\n";
    return new Scenario(name, "http", log, SERVER, origin, clients, 1);
  }

  static Scenario tcp(String name, RawOrigin.Script origin, Clients clients) {
    return new Scenario(name, "tcp", "  option tcplog\n", SERVER, origin, clients, 1);
  }

  Scenario in(String... more) {
    return new Scenario(name, mode, frontend + text(more), backend, origin, clients, lines);
  }

  /** Other frontend lines, also for the log's format. */
  Scenario only(String... all) {
    return new Scenario(name, mode, text(all), backend, origin, clients, lines);
  }

  Scenario to(String... all) {
    return new Scenario(name, mode, frontend, text(all), origin, clients, lines);
  }

  Scenario writes(int count) {
    return new Scenario(name, mode, frontend, backend, origin, clients, count);
  }

  private static String text(String... lines) {
    StringBuilder text = new StringBuilder();
    Arrays.asList(lines).forEach(line -> text.append("  ").append(line).append('\n'));
    return text.toString();
  }

  /** Its part of a configuration file. */
  String section(int port, int originPort, Blackholes blackholes) {
    String proxies =
        """
        frontend %s
          bind 127.0.0.1:%d
          mode %s
        %s  default_backend %s-b
        backend %s-b
          mode %s
        %s\
        """
            .formatted(name, port, mode, frontend, name, name, mode, backend);
    return proxies
        .replace("ORIGIN", Integer.toString(originPort))
        .replace("CLOSED", Integer.toString(blackholes.closed()))
        .replace("SILENT", Integer.toString(blackholes.silent()));
  }
}
