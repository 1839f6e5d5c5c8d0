package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.BYTE;
import static io.gatehouse.vrrp.kernel.Wire.HOST16;
import static io.gatehouse.vrrp.kernel.Wire.HOST32;

import java.lang.foreign.MemorySegment;

/**
 * Walks over received messages and their attributes. A length that does not fit ends the walk; the
 * memory is overwritten by the next datagram.
 */
final class NetlinkReader {
  static final int ERROR = 2;
  static final int DONE = 3;

  private final MemorySegment memory;
  private int limit;
  private int message;
  private int end;

  NetlinkReader(MemorySegment memory) {
    this.memory = memory;
  }

  /** Begins with a datagram of that length. */
  void begin(int length) {
    limit = length;
    message = 0;
    end = 0;
  }

  /** Goes to the next message; false when there is none. */
  boolean next() {
    message = NetlinkRequest.aligned(end);
    if (message + NetlinkRequest.HEADER > limit) {
      return false;
    }
    int length = memory.get(HOST32, message);
    end = message + length;
    return length >= NetlinkRequest.HEADER && end <= limit && end > 0;
  }

  int type() {
    return memory.get(HOST16, message + 4) & 0xffff;
  }

  int flags() {
    return memory.get(HOST16, message + 6) & 0xffff;
  }

  int sequence() {
    return memory.get(HOST32, message + 8);
  }

  /** Bytes after the message's header. */
  int size() {
    return end - message - NetlinkRequest.HEADER;
  }

  /** A field that stands so many bytes after the message's header. */
  int get8(int offset) {
    return memory.get(BYTE, message + NetlinkRequest.HEADER + offset) & 0xff;
  }

  /** A field that stands so many bytes after the message's header. */
  int get32(int offset) {
    return memory.get(HOST32, message + NetlinkRequest.HEADER + offset);
  }

  /**
   * Where the value of an attribute begins, counted from the message's header; -1 when it is not
   * there.
   *
   * @param fields bytes of fixed fields before the attributes
   */
  int find(int fields, int type) {
    int at = message + NetlinkRequest.HEADER + NetlinkRequest.aligned(fields);
    while (at + 4 <= end) {
      int length = memory.get(HOST16, at) & 0xffff;
      if (length < 4 || at + length > end) {
        return -1;
      }
      if ((memory.get(HOST16, at + 2) & 0x3fff) == type) {
        return at + 4 - message - NetlinkRequest.HEADER;
      }
      at += NetlinkRequest.aligned(length);
    }
    return -1;
  }

  /** How long the value is that {@link #find} found there. */
  int lengthAt(int offset) {
    return (memory.get(HOST16, message + NetlinkRequest.HEADER + offset - 4) & 0xffff) - 4;
  }

  /** Copies the value that {@link #find} found there. */
  byte[] bytesAt(int offset) {
    byte[] value = new byte[lengthAt(offset)];
    MemorySegment.copy(
        memory, BYTE, message + NetlinkRequest.HEADER + offset, value, 0, value.length);
    return value;
  }

  /** Whether the value that {@link #find} found there is this one. */
  boolean equalAt(int offset, byte[] value) {
    if (lengthAt(offset) != value.length) {
      return false;
    }
    for (int i = 0; i < value.length; i++) {
      if ((byte) get8(offset + i) != value[i]) {
        return false;
      }
    }
    return true;
  }

  /** The text that {@link #find} found there, without the zero at its end. */
  String textAt(int offset) {
    return memory.getString(message + NetlinkRequest.HEADER + offset);
  }
}
