package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.BYTE;
import static io.gatehouse.vrrp.kernel.Wire.HOST16;
import static io.gatehouse.vrrp.kernel.Wire.HOST32;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;

/** Opening raw sockets and setting their options; the socket is closed when something fails. */
final class SocketOptions {
  static final int INET = 2;
  static final int INET6 = 10;
  static final int PACKET = 17;
  static final int RAW = 3;
  static final int DATAGRAM = 2;

  static final int SOCKET = 1;
  static final int IP = 0;
  static final int IPV6 = 41;

  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int NON_BLOCKING = 0x800;
  private static final int BIND_TO_DEVICE = 25;
  private static final int ATTACH_FILTER = 26;
  private static final String CAPABILITY = "CAP_NET_RAW";

  private final int descriptor;
  private final String deed;

  /**
   * @param deed what the socket is for, as in "cannot open a socket for adverts"
   */
  SocketOptions(int family, int kind, int protocol, String deed) throws IOException {
    this.deed = deed;
    int type = kind | CLOSE_ON_EXEC | NON_BLOCKING;
    descriptor = Failure.check(Libc.socket(family, type, protocol), deed, CAPABILITY);
  }

  int descriptor() {
    return descriptor;
  }

  SocketOptions set(int level, int name, int value) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocate(4, 4);
      number.set(HOST32, 0, value);
      return set(level, name, number);
    }
  }

  SocketOptions set(int level, int name, MemorySegment value) throws IOException {
    return checked(Libc.setsockopt(descriptor, level, name, value), deed + ", option " + name);
  }

  /** An option that the socket works without. */
  SocketOptions prefer(int level, int name, int value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocate(4, 4);
      number.set(HOST32, 0, value);
      Libc.setsockopt(descriptor, level, name, number);
      return this;
    }
  }

  /** Only what comes and goes through this interface. */
  SocketOptions device(String name) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocateFrom(name, UTF_8);
      int answer = Libc.setsockopt(descriptor, SOCKET, BIND_TO_DEVICE, words);
      return checked(answer, deed + " on interface " + name);
    }
  }

  SocketOptions bind(InetAddress address, int scope) throws IOException {
    MemorySegment name = name(Arena.ofAuto(), address, scope);
    return checked(Libc.bind(descriptor, name), deed + " at " + address.getHostAddress());
  }

  /**
   * Only packets that a classic BPF program keeps.
   *
   * @param program {code, jump if true, jump if false, operand} for each instruction
   */
  SocketOptions filter(int[][] program) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment code = arena.allocate(8L * program.length, 8);
      for (int i = 0; i < program.length; i++) {
        code.set(HOST16, 8L * i, (short) program[i][0]);
        code.set(BYTE, 8L * i + 2, (byte) program[i][1]);
        code.set(BYTE, 8L * i + 3, (byte) program[i][2]);
        code.set(HOST32, 8L * i + 4, program[i][3]);
      }
      MemorySegment header = arena.allocate(16, 8);
      header.set(HOST16, 0, (short) program.length);
      header.set(Wire.HOST64, 8, code.address());
      return set(SOCKET, ATTACH_FILTER, header);
    }
  }

  /** Keeps nothing: for sockets that only send. */
  SocketOptions deaf() throws IOException {
    return filter(new int[][] {{0x06, 0, 0, 0}});
  }

  /** A {@code sockaddr_in} or {@code sockaddr_in6}; the scope is an interface's index. */
  static MemorySegment name(Arena arena, InetAddress address, int scope) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      MemorySegment name = arena.allocate(16, 8);
      name.set(HOST16, 0, (short) INET);
      MemorySegment.copy(bytes, 0, name, BYTE, 4, 4);
      return name;
    }
    MemorySegment name = arena.allocate(28, 8);
    name.set(HOST16, 0, (short) INET6);
    MemorySegment.copy(bytes, 0, name, BYTE, 8, 16);
    boolean local =
        address.isLinkLocalAddress() || address.isMCLinkLocal() || address.isMCNodeLocal();
    name.set(HOST32, 24, local ? scope : 0);
    return name;
  }

  private SocketOptions checked(int answer, String what) throws IOException {
    if (answer < 0) {
      Libc.close(descriptor);
      throw Failure.of(what, answer, CAPABILITY);
    }
    return this;
  }
}
