package io.gatehouse.persistence.appsession;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import java.time.Duration;
import java.util.List;

/** Reads {@code appsession NAME len N timeout T [request-learn] [prefix] [mode M]}. */
public final class Appsession implements SessionPersistencePlugin {
  static final String NAME = "appsession";

  /** A stored id stays small however it is sent. */
  private static final int LONGEST = 4_096;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public AppsessionSpec parse(Arguments arguments) throws ArgumentException {
    String cookie = arguments.next("the name of a cookie");
    if (!arguments.accept("len")) {
      arguments.next("'len'");
      throw arguments.error("'appsession' expects 'len' after the name of the cookie");
    }
    int length = (int) arguments.integer("a length", 1, LONGEST);
    if (!arguments.accept("timeout")) {
      arguments.next("'timeout'");
      throw arguments.error("'appsession' expects 'timeout' after the length");
    }
    Duration timeout = arguments.time("a time");
    boolean learn = false;
    boolean prefix = false;
    boolean query = false;
    while (arguments.hasNext()) {
      String word = arguments.next("an option");
      switch (word) {
        case "request-learn" -> learn = true;
        case "prefix" -> prefix = true;
        case "mode" -> query = query(arguments);
        default ->
            throw arguments.unknown(
                "'appsession' option", List.of("request-learn", "prefix", "mode"));
      }
    }
    return new AppsessionSpec(cookie, length, timeout, learn, prefix, query);
  }

  private static boolean query(Arguments arguments) throws ArgumentException {
    return switch (arguments.next("'path-parameters' or 'query-string'")) {
      case "path-parameters" -> false;
      case "query-string" -> true;
      default ->
          throw arguments.unknown("'appsession' mode", List.of("path-parameters", "query-string"));
    };
  }
}
