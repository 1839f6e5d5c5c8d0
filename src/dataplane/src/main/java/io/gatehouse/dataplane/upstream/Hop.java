package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.server.RunningServer;
import org.jspecify.annotations.Nullable;

/**
 * A server that an exchange was sent to, after those before it: of an exchange that came back to
 * this process. Immutable.
 */
record Hop(RunningServer server, @Nullable Hop before) {

  boolean passes(RunningServer wanted) {
    for (Hop hop = this; hop != null; hop = hop.before) {
      if (hop.server.equals(wanted)) {
        return true;
      }
    }
    return false;
  }
}
