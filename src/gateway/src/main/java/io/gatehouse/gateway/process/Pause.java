package io.gatehouse.gateway.process;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.server.RunningFrontend;

/** The time between SIGTTOU and SIGTTIN, in which another process may take the addresses. */
record Pause(DataPlane plane, Voice voice) {

  void begin() {
    plane.pause();
    plane.frontends().forEach(frontend -> say("Paused", frontend));
  }

  void end() {
    try {
      plane.resume();
    } catch (IllegalStateException taken) {
      voice.warning(
          plane.log(),
          "Some proxies refused to resume: %s. Try again when the address is free, or restart."
              .formatted(taken.getMessage()));
      return;
    }
    plane.frontends().forEach(frontend -> say("Resumed", frontend));
  }

  /** A section with servers of its own is a proxy. */
  private void say(String what, RunningFrontend frontend) {
    String kind = plane.backend(frontend.name()) == null ? "frontend" : "proxy";
    voice.warning(frontend.log(), what + " " + kind + " " + frontend.name() + ".");
  }
}
