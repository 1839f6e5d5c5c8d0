package io.gatehouse.api.check;

/**
 * A kind of check that never blocks: the gateway connects, sends, receives and keeps the time, the
 * {@link Dialogue} says what is sent and what the answers mean. Costs no thread, so it suits checks
 * of thousands of servers.
 */
public interface DialogueSpec extends HealthCheckerSpec {

  /**
   * Begins one probe. On the event loop of all checks: must not block.
   *
   * @param scene what the probe may ask of the gateway
   */
  Dialogue begin(CheckScene scene);

  /** There is no checker to create: the gateway holds the dialogue. */
  @Override
  default HealthChecker create() {
    return target -> {
      throw new UnsupportedOperationException("'" + name() + "' is a dialogue");
    };
  }
}
