package io.gatehouse.gateway.process;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.telemetry.ProxyLog;

/** The answer to SIGHUP: what state each server is in, in HAProxy's words. Main thread. */
final class StateDump {

  private final DataPlane plane;
  private final Voice voice;

  StateDump(DataPlane plane, Voice voice) {
    this.plane = plane;
    this.voice = voice;
  }

  void say() {
    voice.narrator().warning("SIGHUP received, dumping servers states.");
    for (RunningBackend backend : plane.backends()) {
      backend
          .log()
          .send(
              ProxyLog.NOTICE,
              "SIGHUP received, dumping servers states for proxy " + backend.name() + ".");
      for (RunningServer server : backend.servers()) {
        voice.state(
            backend.log(),
            "SIGHUP: Server %s/%s is %s. Conn: %d act, %d pend, %d tot."
                .formatted(
                    backend.name(),
                    server.name(),
                    server.usable() ? "UP" : "DOWN",
                    server.sessions(),
                    server.queued(),
                    server.total()));
      }
      voice.state(backend.log(), summary(backend));
    }
  }

  private String summary(RunningBackend backend) {
    int backups = 0;
    int active = 0;
    for (RunningServer server : backend.servers()) {
      if (server.usable() && server.server().backup()) {
        backups++;
      } else if (server.usable()) {
        active++;
      }
    }
    String state;
    if (backend.servers().isEmpty()) {
      state = "has no servers.";
    } else if (active > 0) {
      state = "has %d active servers and %d backup servers available.".formatted(active, backups);
    } else {
      state = backups > 0 ? "is running on backup servers !" : "has no server available !";
    }
    return "SIGHUP: Proxy " + backend.name() + " " + state + connections(backend);
  }

  private String connections(RunningBackend backend) {
    var frontend = plane.frontend(backend.name());
    int clients = frontend == null ? 0 : frontend.counters().sessions.value();
    long accepted = frontend == null ? 0 : frontend.counters().connectionsTotal.sum();
    int pending = backend.queued();
    for (RunningServer server : backend.servers()) {
      pending += server.queued();
    }
    return " Conn: act(FE+BE): %d+%d, %d pend (%d unass), tot(FE+BE): %d+%d."
        .formatted(
            clients,
            backend.sessions(),
            pending,
            backend.queued(),
            accepted,
            backend.counters().sessionsTotal.sum());
  }
}
