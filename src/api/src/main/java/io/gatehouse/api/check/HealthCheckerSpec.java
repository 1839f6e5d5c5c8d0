package io.gatehouse.api.check;

import java.util.List;

/** A kind of check with its arguments: an immutable record, compared with {@code equals}. */
public interface HealthCheckerSpec {

  /** As in {@link HealthCheckerPlugin#name}. */
  String name();

  /** The same kind of check with the lines that follow it, in the order of the file. */
  default HealthCheckerSpec with(List<CheckStep> steps) {
    return this;
  }

  /** How many connections a probe makes one after the other; each may take its whole time. */
  default int connections() {
    return 1;
  }

  /** Whether a server needs a port to be checked by it. */
  default boolean needsPort() {
    return true;
  }

  /** Whether it connects by TLS, whatever the server's options say. */
  default boolean needsTls() {
    return false;
  }

  /** Whether what it says and hears is HTTP. */
  default boolean speaksHttp() {
    return false;
  }

  /** Creates the checker of one server. Control thread. */
  HealthChecker create();
}
