package io.gatehouse.api.check;

/** Probes one server. Never called twice at a time; may block up to the target's time limit. */
public interface HealthChecker extends AutoCloseable {

  /**
   * Probes the server once. Runs on a virtual thread and is interrupted when the time is up or the
   * server goes away. An exception counts as {@link CheckStatus#SOCKERR}.
   */
  CheckResult probe(CheckTarget target) throws Exception;

  @Override
  default void close() {}
}
