package io.gatehouse.testkit;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/** Brings the calling thread into a network namespace, for the rest of its life (setns(2)). */
final class NetworkNamespace {
  private static final int NETWORK = 0x40000000;
  private static final int CLOSE_ON_EXEC = 0x80000;

  private NetworkNamespace() {}

  static void enter(String name) throws IOException {
    String file = "/run/netns/" + name;
    try (Arena arena = Arena.ofConfined()) {
      int descriptor =
          (int)
              call("open", ADDRESS, JAVA_INT).invokeExact(arena.allocateFrom(file), CLOSE_ON_EXEC);
      int entered = (int) call("setns", JAVA_INT, JAVA_INT).invokeExact(descriptor, NETWORK);
      int _ = (int) call("close", JAVA_INT).invokeExact(descriptor);
      if (descriptor < 0 || entered < 0) {
        throw new IOException("cannot enter " + file);
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setns cannot be called", e);
    }
  }

  @SuppressWarnings("restricted") // tests run with native access; there is no other way
  private static MethodHandle call(String name, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
  }
}
