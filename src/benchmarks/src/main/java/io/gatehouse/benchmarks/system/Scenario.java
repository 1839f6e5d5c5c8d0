package io.gatehouse.benchmarks.system;

import java.util.List;
import java.util.Locale;

/** What is asked of the programs, and the goal: Gatehouse's CPU time as a part of HAProxy's. */
enum Scenario {
  SMALL("small requests, connections kept", "small", "/", 0.85),
  LOG("conditions, forwardfor, httplog", "log", "/api/items?page=2", 0.90),
  FRESH("a connection for each request, servers' kept", "fresh", "/", 1.10),
  TCP("TCP, small messages", "tcp", "/", 0.95),
  BULK("TCP, 1 MiB at a time", "tcp", "/bulk", 0.60);

  private final String title;
  private final String configuration;
  private final String path;
  private final double goal;

  Scenario(String title, String configuration, String path, double goal) {
    this.title = title;
    this.configuration = configuration;
    this.path = path;
    this.goal = goal;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String title() {
    return title;
  }

  /** The first part of the names of its configuration files. */
  String configuration() {
    return configuration;
  }

  double goal() {
    return goal;
  }

  String path() {
    return path;
  }

  boolean tcp() {
    return configuration.equals("tcp");
  }

  /** Header fields the load sends besides the usual ones. */
  List<String> fields() {
    return switch (this) {
      case SMALL, TCP, BULK -> List.of("Host: www.example.com");
      case LOG ->
          List.of(
              "Host: www.example.com",
              "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
              "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
              "Accept-Language: en-US,en;q=0.5",
              "Cookie: session=0123456789abcdef; theme=dark");
      case FRESH -> List.of("Host: www.example.com", "Connection: close");
    };
  }

  int connections() {
    return this == BULK ? 8 : 64;
  }

  /** Requests per second of the run at a fixed rate; 0 for none. */
  int rate() {
    return switch (this) {
      case SMALL, LOG, TCP -> 4_000;
      case FRESH, BULK -> 0;
    };
  }
}
