package io.gatehouse.api.check;

/**
 * One probe of one server, move by move. Confined to the event loop of all checks, never blocks,
 * and is done with at {@link Move.Over} or a failure.
 */
public interface Dialogue {

  /**
   * A connection stands; {@link #next} is called after it.
   *
   * @param tls whether it is encrypted
   */
  default void connected(boolean tls) {}

  /** What comes first, and what comes after {@link Move.Connect} and {@link Move.Say} are done. */
  Move next();

  /**
   * The answer to {@link Move.Listen}.
   *
   * @param said everything since the last {@link Move.Say} or {@link Move.Connect}; not to be
   *     changed
   * @param ended whether nothing more can come: the server has ended, or said as much as is kept
   */
  Move heard(byte[] said, boolean ended);

  /**
   * The connection failed, or the time was over.
   *
   * @param usual what it means for most checks
   */
  default CheckResult failed(CheckResult usual) {
    return usual;
  }
}
