package io.gatehouse.gateway.http;

import io.gatehouse.api.Exchange;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.telemetry.AccessLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers how exchanges ended: the status, and cause and stage as in manual section 8.5. */
final class Endings implements AccessLog {
  private final Map<String, List<String>> byFrontend = new ConcurrentHashMap<>();

  @Override
  public void log(Exchange exchange, RunningFrontend frontend) {
    int state = exchange.measures().terminationState();
    String ending =
        exchange.measures().status()
            + " "
            + (char) (state & 0xff)
            + (char) (state >> 8 & 0xff)
            + (char) (state >> 16 & 0xff)
            + (char) (state >> 24 & 0xff);
    byFrontend.computeIfAbsent(frontend.name(), key -> new CopyOnWriteArrayList<>()).add(ending);
  }

  List<String> of(String frontend) {
    return List.copyOf(byFrontend.getOrDefault(frontend, List.of()));
  }
}
