package io.gatehouse.vrrp.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;

/** System calls about files; like {@link Libc}'s, a call that fails answers the negated errno. */
final class FileCalls {
  private static final SystemCall FIFO = SystemCall.of("mkfifo");
  private static final SystemCall OWNER = SystemCall.of("chown");
  private static final SystemCall OPEN = SystemCall.of("open");
  private static final SystemCall WATCHER = SystemCall.of("inotify_init1");
  private static final SystemCall WATCH = SystemCall.of("inotify_add_watch");

  private FileCalls() {}

  static int mkfifo(String path, int mode) {
    return withPath(FIFO, path, mode, 0);
  }

  static int chown(String path, int user, int group) {
    return withPath(OWNER, path, user, group);
  }

  static int open(String path, int flags) {
    return withPath(OPEN, path, flags, 0);
  }

  static int watcher(int flags) {
    return WATCHER.call(flags, 0, 0);
  }

  static int watch(int watcher, String path, int events) {
    try (Arena arena = Arena.ofConfined()) {
      return WATCH.call(watcher, arena.allocateFrom(path, UTF_8), events);
    }
  }

  private static int withPath(SystemCall function, String path, int b, int c) {
    try (Arena arena = Arena.ofConfined()) {
      return function.call(arena.allocateFrom(path, UTF_8), b, c);
    }
  }
}
