package io.gatehouse.vrrp.kernel;

/**
 * A process that leads a group of its own, and with it everything it started that did not leave the
 * group. Any thread.
 *
 * @param leader its process id
 */
public record ProcessGroup(long leader) {
  private static final SystemCall KILL = SystemCall.of("kill");
  private static final int KILLED = 9;
  private static final int TERMINATED = 15;

  /** Asks all of it to end; false when nobody is left. */
  public boolean terminate() {
    return signal(TERMINATED);
  }

  /** Ends all of it; false when nobody is left. */
  public boolean kill() {
    return signal(KILLED);
  }

  private boolean signal(int number) {
    return KILL.call(-leader, number, 0) == 0;
  }
}
