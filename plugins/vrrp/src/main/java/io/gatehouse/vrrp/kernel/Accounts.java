package io.gatehouse.vrrp.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalInt;

/** Users and groups, from wherever this machine knows them (getpwnam(3)). Any thread. */
public final class Accounts {
  private static final MethodHandle USER = search("getpwnam_r");
  private static final MethodHandle GROUP = search("getgrnam_r");
  private static final int OWN_USER = own("geteuid");
  private static final int OWN_GROUP = own("getegid");

  private static final int ENTRY = 64;
  private static final int STRINGS = 1 << 16;
  private static final int USER_ID = 16;
  private static final int USERS_GROUP = 20;
  private static final int GROUP_ID = 16;

  private Accounts() {}

  /** A user and its own group. */
  public record User(int id, int group) {}

  public static Optional<User> user(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment entry = arena.allocate(ENTRY, 8);
      return find(USER, name, entry, arena)
          ? Optional.of(new User(entry.get(JAVA_INT, USER_ID), entry.get(JAVA_INT, USERS_GROUP)))
          : Optional.empty();
    }
  }

  public static OptionalInt group(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment entry = arena.allocate(ENTRY, 8);
      return find(GROUP, name, entry, arena)
          ? OptionalInt.of(entry.get(JAVA_INT, GROUP_ID))
          : OptionalInt.empty();
    }
  }

  /** Whose rights this process has. */
  public static int ownUser() {
    return OWN_USER;
  }

  /** The group whose rights this process has. */
  public static int ownGroup() {
    return OWN_GROUP;
  }

  private static boolean find(MethodHandle search, String name, MemorySegment entry, Arena arena) {
    MemorySegment strings = arena.allocate(STRINGS, 8);
    MemorySegment found = arena.allocate(ADDRESS);
    try {
      int error =
          (int)
              search.invokeExact(
                  arena.allocateFrom(name, UTF_8), entry, strings, (long) STRINGS, found);
      return error == 0 && found.get(JAVA_LONG, 0) != 0;
    } catch (Throwable e) {
      throw Libc.uncallable(e);
    }
  }

  private static int own(String name) {
    try {
      return (int) call(name, FunctionDescriptor.of(JAVA_INT)).invokeExact();
    } catch (Throwable e) {
      throw Libc.uncallable(e);
    }
  }

  private static MethodHandle search(String name) {
    ValueLayout size = JAVA_LONG;
    return call(name, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, size, ADDRESS));
  }

  @SuppressWarnings("restricted") // the launchers allow native access; there is no other way
  private static MethodHandle call(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
  }
}
