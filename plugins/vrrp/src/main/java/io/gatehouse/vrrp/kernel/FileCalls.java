package io.gatehouse.vrrp.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** System calls about files; like {@link Libc}'s, a call that fails answers the negated errno. */
final class FileCalls {
  private static final MethodHandle FIFO = Libc.call("mkfifo", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle OWNER =
      Libc.call("chown", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle OPEN = open();
  private static final MethodHandle WATCHER = Libc.call("inotify_init1", JAVA_INT, JAVA_INT);
  private static final MethodHandle WATCH =
      Libc.call("inotify_add_watch", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);

  private FileCalls() {}

  static int mkfifo(String path, int mode) {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      int done = (int) FIFO.invokeExact(state, arena.allocateFrom(path, UTF_8), mode);
      return done < 0 ? Libc.error(state) : done;
    } catch (Throwable e) {
      throw Libc.uncallable(e);
    }
  }

  static int chown(String path, int user, int group) {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      int done = (int) OWNER.invokeExact(state, arena.allocateFrom(path, UTF_8), user, group);
      return done < 0 ? Libc.error(state) : done;
    } catch (Throwable e) {
      throw Libc.uncallable(e);
    }
  }

  static int open(String path, int flags) {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      int done = (int) OPEN.invokeExact(state, arena.allocateFrom(path, UTF_8), flags);
      return done < 0 ? Libc.error(state) : done;
    } catch (Throwable e) {
      throw Libc.uncallable(e);
    }
  }

  static int watcher(int flags) {
    MemorySegment state = Libc.state();
    try {
      int done = (int) WATCHER.invokeExact(state, flags);
      return done < 0 ? Libc.error(state) : done;
    } catch (Throwable e) {
      throw Libc.uncallable(e);
    }
  }

  static int watch(int watcher, String path, int events) {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      int done = (int) WATCH.invokeExact(state, watcher, arena.allocateFrom(path, UTF_8), events);
      return done < 0 ? Libc.error(state) : done;
    } catch (Throwable e) {
      throw Libc.uncallable(e);
    }
  }

  @SuppressWarnings("restricted") // the launchers allow native access; there is no other way
  private static MethodHandle open() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("open"),
        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(2));
  }
}
