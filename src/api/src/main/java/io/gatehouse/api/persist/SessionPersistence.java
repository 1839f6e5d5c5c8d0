package io.gatehouse.api.persist;

/**
 * The running persistence of one backend. What it learns is shared by all event loops, so it must
 * be safe for them and bounded.
 */
public interface SessionPersistence extends AutoCloseable {

  /**
   * What one client connection needs of it. Called on the connection's event loop when its first
   * exchange comes to this backend; the visit then serves the exchanges of the connection one after
   * the other.
   */
  Visit visit();

  /** What statistics show as the server's cookie; empty for nothing. Any thread. */
  default String label(StickyServer server) {
    return "";
  }

  /**
   * {@code enable dynamic-cookie} and {@code disable dynamic-cookie}: whether servers without a
   * cookie value get one that is made of their address. One call at a time, never on event loops.
   */
  default void dynamic(boolean on) {}

  /** {@code set dynamic-cookie-key}. As {@link #dynamic}. */
  default void dynamicKey(String key) {}

  @Override
  default void close() {}
}
