package io.gatehouse.vrrp.port;

/**
 * The tracked scripts, processes and files of a configuration, each under its name. Their threads
 * are their own; {@link #verdict}, {@link #value} and {@link #generation} may be called by any
 * thread and return at once. Every change raises the generation and wakes the host up.
 */
public interface Watched extends AutoCloseable {

  /** How often something changed. */
  long generation();

  Verdict verdict(String name);

  /**
   * The number in a tracked file (0 without file), how many processes there are, or how far a
   * script's results have brought it.
   */
  int value(String name);

  /** Ends scripts that run, at once. */
  @Override
  void close();

  /** What is known of a tracked script or process; {@code reverse} is not applied. */
  enum Verdict {
    /** Not known yet. */
    PENDING,
    WELL,
    FAILED
  }
}
