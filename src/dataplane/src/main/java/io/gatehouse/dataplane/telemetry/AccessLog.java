package io.gatehouse.dataplane.telemetry;

import io.gatehouse.api.Exchange;
import io.gatehouse.dataplane.server.RunningFrontend;

/**
 * Told once about each exchange, when it has ended. Called on the exchange's event loop, which must
 * not be held up: the exchange is valid during the call only.
 */
@FunctionalInterface
public interface AccessLog {
  /** Logs nothing. */
  AccessLog NONE = (exchange, frontend) -> {};

  void log(Exchange exchange, RunningFrontend frontend);
}
