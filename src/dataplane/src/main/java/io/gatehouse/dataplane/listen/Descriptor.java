package io.gatehouse.dataplane.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A listening socket that the parent process opened ({@code fd@}). Linux only; control thread. */
final class Descriptor {
  private static final Set<Integer> ADOPTED = ConcurrentHashMap.newKeySet();
  private static final int DUPLICATE = 0;
  private static final int GET_FLAGS = 3;
  private static final int SET_FLAGS = 4;
  private static final int NON_BLOCKING = 0x800;

  private final int number;

  Descriptor(int number) {
    this.number = number;
  }

  /** Whether it is a Unix socket: the kernel lists those by inode. */
  boolean unix() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)).toString();
      if (!target.startsWith("socket:[")) {
        throw new IllegalStateException("descriptor " + number + " is no socket: " + target);
      }
      String inode = target.substring("socket:[".length(), target.length() - 1);
      try (Stream<String> sockets = Files.lines(Path.of("/proc/net/unix"), UTF_8)) {
        return sockets.anyMatch(line -> line.matches(".* " + inode + "( .*)?"));
      }
    } catch (IOException e) {
      throw new IllegalStateException("descriptor " + number + " was not inherited", e);
    }
  }

  /** The descriptor itself, or a copy of it when another listener has it: several may share one. */
  int adopt() {
    return ADOPTED.add(number) ? number : control(DUPLICATE, 0);
  }

  /** An event loop must not be stopped by it, whatever the parent process chose. */
  void neverBlock() {
    control(SET_FLAGS, control(GET_FLAGS, 0) | NON_BLOCKING);
  }

  @SuppressWarnings("restricted") // the launchers allow native access; there is no other way
  private int control(int command, int argument) {
    Linker linker = Linker.nativeLinker();
    MethodHandle control =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("fcntl"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    try {
      int done = (int) control.invokeExact(number, command, argument);
      if (done < 0) {
        throw new IllegalStateException("descriptor " + number + " cannot be used");
      }
      return done;
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("fcntl cannot be called", e);
    }
  }
}
