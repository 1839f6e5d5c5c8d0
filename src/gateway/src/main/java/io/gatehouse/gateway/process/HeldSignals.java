package io.gatehouse.gateway.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.gateway.process.Signals.Kind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Signals that all threads of the process hold back: the kernel keeps them until one thread asks
 * for them with {@code sigwait}. That thread exists for nothing else. Linux only.
 */
final class HeldSignals {
  private static final Path STATUS = Path.of("/proc/thread-self/status");
  private static final String MASK = "SigBlk:";
  private static final int SET_BYTES = 128;

  private final Set<Kind> kinds;
  private final Consumer<Kind> arrived;

  HeldSignals(Set<Kind> kinds, Consumer<Kind> arrived) {
    this.kinds = kinds;
    this.arrived = arrived;
  }

  /** Those that this thread holds back; none where the launcher did not see to it. */
  static Set<Kind> ofThread() {
    Set<Kind> held = EnumSet.noneOf(Kind.class);
    try {
      for (String line : Files.readAllLines(STATUS, US_ASCII)) {
        if (line.startsWith(MASK)) {
          long mask = Long.parseUnsignedLong(line.substring(MASK.length()).strip(), 16);
          for (Kind kind : Kind.values()) {
            if ((mask & bit(kind)) != 0) {
              held.add(kind);
            }
          }
        }
      }
    } catch (IOException notLinux) {
      return held;
    }
    // The virtual machine itself holds SIGQUIT back from all threads but one.
    return held.contains(Kind.TERM) ? held : EnumSet.noneOf(Kind.class);
  }

  private static long bit(Kind kind) {
    return 1L << (kind.number() - 1);
  }

  void start() {
    Thread.ofPlatform().name("signals").daemon().start(this::take);
  }

  @SuppressWarnings("restricted") // the launchers allow native access; there is no other way
  private void take() {
    Linker linker = Linker.nativeLinker();
    MethodHandle wait =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("sigwait"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(SET_BYTES, Long.BYTES);
      long mask = 0;
      for (Kind kind : kinds) {
        mask |= bit(kind);
      }
      set.set(ValueLayout.JAVA_LONG, 0, mask);
      MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
      while ((int) wait.invokeExact(set, number) == 0) {
        tell(number.get(ValueLayout.JAVA_INT, 0));
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("sigwait cannot be called", e);
    }
  }

  private void tell(int number) {
    for (Kind kind : kinds) {
      if (kind.number() == number) {
        arrived.accept(kind);
      }
    }
  }
}
