package io.gatehouse.vrrp.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A process that leads a group of its own, and with it everything it started that did not leave the
 * group. Any thread.
 *
 * @param leader its process id
 */
public record ProcessGroup(long leader) {
  private static final MethodHandle KILL = Libc.call("kill", JAVA_INT, JAVA_INT, JAVA_INT);
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
    MemorySegment state = Libc.state();
    try {
      return (int) KILL.invokeExact(state, (int) -leader, number) == 0;
    } catch (Throwable e) {
      throw Libc.uncallable(e);
    }
  }
}
