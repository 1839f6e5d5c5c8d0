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

  /** Creates the checker of one server. Control thread. */
  HealthChecker create();
}
