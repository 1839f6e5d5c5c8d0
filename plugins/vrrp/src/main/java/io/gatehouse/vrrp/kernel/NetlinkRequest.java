package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.BYTE;
import static io.gatehouse.vrrp.kernel.Wire.HOST16;
import static io.gatehouse.vrrp.kernel.Wire.HOST32;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * A message to the kernel, written once and sent as often as wanted (rtnetlink(7)). Fields follow
 * each other in the order of the calls; attributes come after them.
 */
final class NetlinkRequest {
  static final int HEADER = 16;
  static final int REQUEST = 1;
  static final int ACKNOWLEDGE = 4;
  static final int REPLACE = 0x100;
  static final int CREATE = 0x400;
  static final int DUMP = 0x300;

  private static final int CAPACITY = 256;

  private final MemorySegment memory;
  private int length = HEADER;

  NetlinkRequest(SegmentAllocator allocator, int type, int flags) {
    memory = allocator.allocate(CAPACITY, Long.BYTES);
    memory.set(HOST16, 4, (short) type);
    memory.set(HOST16, 6, (short) (flags | REQUEST));
  }

  NetlinkRequest put8(int value) {
    memory.set(BYTE, length, (byte) value);
    length += 1;
    return this;
  }

  NetlinkRequest put16(int value) {
    memory.set(HOST16, length, (short) value);
    length += 2;
    return this;
  }

  NetlinkRequest put32(int value) {
    memory.set(HOST32, length, value);
    length += 4;
    return this;
  }

  NetlinkRequest attribute(int type, byte[] value) {
    memory.set(HOST16, length, (short) (4 + value.length));
    memory.set(HOST16, length + 2, (short) type);
    MemorySegment.copy(value, 0, memory, BYTE, length + 4, value.length);
    length += 4 + aligned(value.length);
    return this;
  }

  NetlinkRequest attribute(int type, int value) {
    memory.set(HOST16, length, (short) 8);
    memory.set(HOST16, length + 2, (short) type);
    memory.set(HOST32, length + 4, value);
    length += 8;
    return this;
  }

  NetlinkRequest attribute(int type, String value) {
    return attribute(type, (value + '\0').getBytes(UTF_8));
  }

  /** The finished message, numbered. */
  MemorySegment memory() {
    return memory;
  }

  int length() {
    return length;
  }

  /** Gives the message the number that its answers will carry. */
  void number(int sequence) {
    memory.set(HOST32, 0, length);
    memory.set(HOST32, 8, sequence);
  }

  static int aligned(int length) {
    return (length + 3) & ~3;
  }
}
