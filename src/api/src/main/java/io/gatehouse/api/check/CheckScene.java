package io.gatehouse.api.check;

import io.gatehouse.api.rule.ExchangeControl;
import java.util.Map;

/**
 * What one probe may ask of the gateway. Belongs to the thread of the probe; what it tells of the
 * server is momentary.
 */
public interface CheckScene {

  /** Nothing is known: for checkers that are used outside of a gateway. */
  CheckScene NONE = new CheckScene() {};

  /** What expressions and formats of the check read, and where its variables are. */
  default ExchangeControl exchange() {
    throw new IllegalStateException("nothing can be evaluated here");
  }

  /**
   * Lets expressions see what the server said so far.
   *
   * @param body where the body of a response begins; 0 where it is none
   */
  default void received(byte[] bytes, int body) {}

  /** Whether the server is down. */
  default boolean stopped() {
    return false;
  }

  /** What a command that checks the server finds in its environment, its path apart. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** Fields that every request to the server has, by name in lower case. */
  default Map<String, String> fields() {
    return Map.of();
  }

  /** What {@code http-check send-state} tells the server of itself. */
  default String state() {
    return "";
  }
}
