package io.gatehouse.api.check;

/** A kind of check with its arguments: an immutable record, compared with {@code equals}. */
public interface HealthCheckerSpec {

  /** As in {@link HealthCheckerPlugin#name}. */
  String name();

  /** Creates the checker of one server. Control thread. */
  HealthChecker create();
}
