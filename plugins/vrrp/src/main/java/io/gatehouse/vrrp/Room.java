package io.gatehouse.vrrp;

import io.gatehouse.api.vip.VipSurroundings;
import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.api.vip.VrrpGlobals;
import io.gatehouse.vrrp.port.Host;
import io.gatehouse.vrrp.port.Notifier;

/** What every instance uses of what is around it. */
record Room(
    Host host,
    Links links,
    Sockets sockets,
    VipSurroundings surroundings,
    Notifier notifier,
    VrrpGlobals globals) {

  void log(Severity severity, String line) {
    surroundings.log(severity, line);
  }

  /** What is left undone is said and does not stop the rest. */
  void attempt(String deed, Deed what) {
    try {
      what.run();
    } catch (java.io.IOException e) {
      log(Severity.ERROR, deed + ": " + e.getMessage());
    }
  }

  /** Something that the kernel may refuse. */
  interface Deed {
    void run() throws java.io.IOException;
  }
}
