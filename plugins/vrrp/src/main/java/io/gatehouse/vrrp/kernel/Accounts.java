package io.gatehouse.vrrp.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalInt;

/** Users and groups, from wherever this machine knows them (getpwnam(3)). Any thread. */
public final class Accounts {
  private static final SystemCall USER = SystemCall.of("getpwnam_r");
  private static final SystemCall GROUP = SystemCall.of("getgrnam_r");
  private static final int OWN_USER = SystemCall.of("geteuid").answer();
  private static final int OWN_GROUP = SystemCall.of("getegid").answer();

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

  private static boolean find(SystemCall search, String name, MemorySegment entry, Arena arena) {
    MemorySegment strings = arena.allocate(STRINGS, 8);
    MemorySegment found = arena.allocate(ADDRESS);
    MemorySegment wanted = arena.allocateFrom(name, UTF_8);
    int error =
        search.call(wanted.address(), entry.address(), strings.address(), STRINGS, found.address());
    return error == 0 && found.get(JAVA_LONG, 0) != 0;
  }
}
