package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckStatus;
import java.io.IOException;

/**
 * One connection of a check: connects by the way that is asked for, and tells what arrives. After
 * {@link #close} nothing is told any more. Confined to the event loop of checks.
 */
interface Wiring {
  /**
   * @throws IOException it cannot be prepared
   */
  void begin() throws IOException;

  /**
   * @return whether the bytes are gone; else the user is told later
   */
  boolean say(byte[] bytes);

  /** Whatever arrives next is told. */
  void listen();

  void close();

  /** Who is told. */
  interface User {
    /** The connection stands; from now on it is the limit that means something else. */
    void stalled(CheckStatus late);

    /**
     * @param tls whether it is encrypted
     */
    void connected(boolean tls);

    /** The bytes that did not go at once are gone. */
    void said();

    void received(byte[] bytes);

    /** All that was there has been told. */
    void paused();

    /** The server sends no more. */
    void ended();

    /** The connection that stood broke. */
    void broken(String words);

    /** It does not come to stand, or what was said does not arrive. */
    void failed(CheckStatus status, String words);
  }
}
