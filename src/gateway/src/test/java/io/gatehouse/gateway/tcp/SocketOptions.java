package io.gatehouse.gateway.tcp;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Options of sockets that another process holds: root may take a copy of its descriptors. */
@SuppressWarnings("restricted") // system calls; there is no other way
final class SocketOptions {
  /** Room for the name of a device, for less of which the kernel does not tell it. */
  private static final int NAME_SIZE = 16;

  private static final long PIDFD_OPEN = 434;
  private static final long PIDFD_GETFD = 438;

  private final Linker linker = Linker.nativeLinker();
  private final MethodHandle call =
      linker.downcallHandle(
          linker.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG),
          Linker.Option.firstVariadicArg(1));
  private final MethodHandle getsockopt =
      linker.downcallHandle(
          linker.defaultLookup().findOrThrow("getsockopt"),
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS));
  private final MethodHandle close =
      linker.downcallHandle(
          linker.defaultLookup().findOrThrow("close"),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  /** One option, by the numbers of Linux. */
  record Option(String name, int level, int number) {
    static final List<Option> ALL =
        List.of(
            new Option("keepalive", 1, 9),
            new Option("linger", 1, 13),
            new Option("reuseaddr", 1, 2),
            new Option("mark", 1, 36),
            new Option("nodelay", 6, 1),
            new Option("keepidle", 6, 4),
            new Option("keepintvl", 6, 5),
            new Option("keepcnt", 6, 6),
            new Option("user-timeout", 6, 18),
            new Option("transparent", 0, 19),
            // The first four letters of the device's name.
            new Option("device", 1, 25),
            new Option("fast-open-connect", 6, 30));

    /** Of sockets that listen. */
    static final List<Option> LISTENING =
        List.of(
            new Option("device", 1, 25),
            new Option("fast-open", 6, 23),
            new Option("defer-accept", 6, 9),
            new Option("largest-segment", 6, 2),
            new Option("user-timeout", 6, 18),
            new Option("transparent", 0, 19),
            new Option("only-ipv6", 41, 26));
  }

  /** All options of a process's TCP sockets with these ports; a remote port of 0 is any. */
  List<String> of(long pid, int local, int remote, List<Option> options) throws IOException {
    List<String> all = new ArrayList<>();
    for (String inode : inodes(local, remote)) {
      int fd = descriptor(pid, inode);
      if (fd >= 0) {
        all.add(read(pid, fd, options));
      }
    }
    return all;
  }

  private static List<String> inodes(int local, int remote) throws IOException {
    String here = ":%04X".formatted(local);
    String there = ":%04X".formatted(remote);
    try (Stream<String> four = Files.lines(Path.of("/proc/net/tcp"), StandardCharsets.US_ASCII);
        Stream<String> six = Files.lines(Path.of("/proc/net/tcp6"), StandardCharsets.US_ASCII)) {
      return Stream.concat(four, six)
          .map(line -> line.strip().split("\\s+"))
          .filter(words -> local == 0 || words[1].endsWith(here))
          .filter(words -> remote == 0 || words[2].endsWith(there))
          .map(words -> words[9])
          .filter(inode -> !inode.equals("0") && !inode.equals("inode"))
          // A table that changes while it is read shows a line twice.
          .distinct()
          .toList();
    }
  }

  private static int descriptor(long pid, String inode) throws IOException {
    Path folder = Path.of("/proc", Long.toString(pid), "fd");
    try (Stream<Path> all = Files.list(folder)) {
      for (Path one : all.toList()) {
        if (is(one, "socket:[" + inode + "]")) {
          return Integer.parseInt(one.getFileName().toString());
        }
      }
    }
    return -1;
  }

  private static boolean is(Path descriptor, String target) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(target);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private String read(long pid, int fd, List<Option> options) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int process = (int) (long) call.invokeExact(PIDFD_OPEN, pid, 0L, 0L);
      int copy = (int) (long) call.invokeExact(PIDFD_GETFD, (long) process, (long) fd, 0L);
      if (copy < 0) {
        throw new IOException("descriptor " + fd + " of " + pid + " cannot be looked at");
      }
      StringBuilder text = new StringBuilder();
      MemorySegment value = arena.allocate(NAME_SIZE, 8);
      MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
      for (Option option : options) {
        length.set(ValueLayout.JAVA_INT, 0, NAME_SIZE);
        value.fill((byte) 0);
        int _ = (int) getsockopt.invokeExact(copy, option.level, option.number, value, length);
        text.append(option.name).append(' ').append(value.get(ValueLayout.JAVA_INT, 0));
        text.append(option.name.equals("linger") ? "/" + value.get(ValueLayout.JAVA_INT, 4) : "");
        text.append(' ');
      }
      int _ = (int) close.invokeExact(copy);
      int _ = (int) close.invokeExact(process);
      return text.toString().strip();
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }
}
