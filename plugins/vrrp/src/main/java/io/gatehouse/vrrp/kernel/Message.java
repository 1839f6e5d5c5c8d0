package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.HOST32;
import static io.gatehouse.vrrp.kernel.Wire.HOST64;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Room for one datagram on its way in or out: address, body and ancillary data, used again and
 * again ({@code struct msghdr} of 64-bit Linux).
 */
final class Message {
  private static final long SIZE = 56;
  private static final long NAME = 0;
  private static final long NAME_LENGTH = 8;
  private static final long VECTOR = 16;
  private static final long VECTOR_LENGTH = 24;
  private static final long CONTROL = 32;
  private static final long CONTROL_LENGTH = 40;

  private static final int DONT_WAIT = 0x40;
  private static final int WHOLE_LENGTH = 0x20;

  private final MemorySegment header;
  private final MemorySegment vector;
  private final MemorySegment name;
  private final MemorySegment body;
  private final MemorySegment control;

  Message(Arena arena, int nameSize, int bodySize, int controlSize) {
    header = arena.allocate(SIZE, Long.BYTES);
    vector = arena.allocate(16, Long.BYTES);
    name = arena.allocate(Math.max(1, nameSize), Long.BYTES);
    body = arena.allocate(bodySize, Long.BYTES);
    control = arena.allocate(Math.max(1, controlSize), Long.BYTES);
    header.set(HOST64, NAME, nameSize == 0 ? 0 : name.address());
    header.set(HOST64, VECTOR, vector.address());
    header.set(HOST64, VECTOR_LENGTH, 1);
    header.set(HOST64, CONTROL, controlSize == 0 ? 0 : control.address());
    vector.set(HOST64, 0, body.address());
  }

  MemorySegment name() {
    return name;
  }

  MemorySegment body() {
    return body;
  }

  MemorySegment control() {
    return control;
  }

  /** How much of the ancillary data was received. */
  int controlLength() {
    return (int) header.get(HOST64, CONTROL_LENGTH);
  }

  /**
   * Takes the next datagram and returns its length, which is more than the room for its body when
   * it was cut; never waits.
   */
  int receive(int socket) {
    header.set(HOST32, NAME_LENGTH, lengthOf(NAME, name));
    header.set(HOST64, CONTROL_LENGTH, lengthOf(CONTROL, control));
    vector.set(HOST64, 8, body.byteSize());
    return Libc.recvmsg(socket, header, DONT_WAIT | WHOLE_LENGTH);
  }

  /** Sends the first bytes of body and ancillary data to the whole of the name; never waits. */
  int send(int socket, int bodyLength, int controlLength, int flags) {
    header.set(HOST32, NAME_LENGTH, lengthOf(NAME, name));
    header.set(HOST64, CONTROL_LENGTH, controlLength);
    vector.set(HOST64, 8, bodyLength);
    return Libc.sendmsg(socket, header, flags | DONT_WAIT);
  }

  private int lengthOf(long pointer, MemorySegment memory) {
    return header.get(HOST64, pointer) == 0 ? 0 : (int) memory.byteSize();
  }
}
