package io.gatehouse.dataplane.statefile;

import io.gatehouse.model.Backend;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.Server;
import io.gatehouse.model.StateSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What state files say of the servers of a configuration ({@code load-server-state-from-file}).
 * What is wrong with a file or a line is told in HAProxy's words and stops nothing.
 */
public final class PastStates {
  /** Nothing is known: a reload keeps the states that it finds. */
  public static final PastStates NONE = new PastStates();

  private static final Logger LOG = LoggerFactory.getLogger(PastStates.class);
  private static final int BACKEND_ID = 0;
  private static final int BACKEND = 1;
  private static final int SERVER = 3;
  private static final int FIRST_OF_SERVER = 4;

  private final Map<String, StateLine> states = new HashMap<>();

  private PastStates() {}

  /** Reads the files that the configuration names. */
  public static PastStates read(GatewayModel model) {
    PastStates past = new PastStates();
    Map<String, List<String>> shared = past.shared(model);
    for (Backend backend : model.backends()) {
      if (backend.proxy().disabled() || backend.servers().isEmpty()) {
        continue;
      }
      switch (backend.states()) {
        case StateSource.None() -> {}
        case StateSource.Shared() -> past.take(backend, shared);
        case StateSource.Own(String file) -> past.own(backend, model, file);
      }
    }
    return past;
  }

  /** What is known of a server; null when nothing is. */
  public @Nullable StateLine of(String backend, String server) {
    return states.get(key(backend, server));
  }

  private static String key(String backend, String server) {
    return backend + " " + server;
  }

  private Map<String, List<String>> shared(GatewayModel model) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    if (model.global().states().shared().isPresent()) {
      String name = model.global().states().shared().get();
      try {
        StateFile.read(model.global().states().path(name), "global server state file")
            .forEach(line -> lines.putIfAbsent(key(line.get(BACKEND), line.get(SERVER)), line));
      } catch (StateFile.Unusable file) {
        LOG.warn("config: {}", file.getMessage());
      }
    }
    return lines;
  }

  private void own(Backend backend, GatewayModel model, String file) {
    String name = backend.proxy().name();
    Map<String, List<String>> lines = new LinkedHashMap<>();
    try {
      for (List<String> line :
          StateFile.read(model.global().states().path(file), "server state file")) {
        if (concerns(line, backend)) {
          lines.putIfAbsent(key(name, line.get(SERVER)), line);
        }
      }
    } catch (StateFile.Unusable unusable) {
      LOG.warn("Proxy '{}': {}", name, unusable.getMessage());
      return;
    }
    take(backend, lines);
    lines
        .values()
        .forEach(
            line ->
                LOG.warn(
                    "Proxy '{}': can't find server '{}' in backend '{}'",
                    name,
                    line.get(SERVER),
                    name));
  }

  private static boolean concerns(List<String> line, Backend backend) {
    String name = backend.proxy().name();
    boolean sameId = LineReader.leading(line.get(BACKEND_ID)).orElse(0) == backend.proxy().id();
    boolean sameName = line.get(BACKEND).equals(name);
    if (sameName && !sameId) {
      LOG.warn(
          "Proxy '{}': backend ID mismatch: from server state file: '{}', from running config '{}'",
          name,
          line.get(BACKEND_ID),
          backend.proxy().id());
    } else if (sameId && !sameName) {
      LOG.warn(
          "Proxy '{}': backend name mismatch: from server state file: '{}',"
              + " from running config '{}'",
          name,
          line.get(BACKEND),
          name);
    }
    return sameName;
  }

  /** Takes the lines of the servers that there are out of all lines. */
  private void take(Backend backend, Map<String, List<String>> lines) {
    for (Server server : backend.servers()) {
      String key = key(backend.proxy().name(), server.name());
      List<String> line = lines.remove(key);
      if (line == null) {
        continue;
      }
      LineReader reader = new LineReader(line.subList(FIRST_OF_SERVER, line.size()));
      StateLine state = reader.read();
      if (state == null) {
        LOG.warn(
            "server-state application failed for server '{}/{}'{}",
            backend.proxy().name(),
            server.name(),
            reader.problems());
      } else {
        states.put(key, state);
      }
    }
  }
}
