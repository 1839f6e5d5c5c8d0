package io.gatehouse.gateway.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * Processes that this one replaces: once it listens they are told to leave (management manual,
 * section 4). Those that are gone already are no concern.
 *
 * @param finish of {@code -sf}: their exchanges may end
 * @param terminate of {@code -st}
 */
public record Predecessors(List<Integer> finish, List<Integer> terminate) {
  public static final Predecessors NONE = new Predecessors(List.of(), List.of());

  private static final int SIGUSR1 = 10;
  private static final int SIGTERM = 15;

  public Predecessors {
    finish = List.copyOf(finish);
    terminate = List.copyOf(terminate);
  }

  /** Sends the signals. */
  public void end() {
    if (finish.isEmpty() && terminate.isEmpty()) {
      return;
    }
    // Only the system call sends SIGUSR1, and it is looked up only by those who need it.
    MethodHandle kill = kill();
    try {
      for (int pid : finish) {
        int _ = (int) kill.invokeExact(pid, SIGUSR1);
      }
      for (int pid : terminate) {
        int _ = (int) kill.invokeExact(pid, SIGTERM);
      }
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) cannot be called", e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle kill() {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().findOrThrow("kill");
    return linker.downcallHandle(
        address,
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  }
}
