package io.gatehouse.testkit.failover;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads the kernel's messages about addresses (rtnetlink). */
final class AddressEvents {
  private static final int NEW = 20;
  private static final int GONE = 21;
  private static final int HEADER = 16;
  private static final int FIXED = 8;
  private static final int LOCAL = 2;

  private final String vip;

  AddressEvents(String vip) {
    this.vip = vip;
  }

  /** Whether the virtual address came or went, in order; empty when the message is of others. */
  List<Boolean> read(byte[] message) {
    List<Boolean> seen = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.nativeOrder());
    int at = 0;
    while (at + HEADER <= message.length) {
      int length = in.getInt(at);
      int type = in.getShort(at + 4);
      if (length < HEADER || at + length > message.length) {
        return seen;
      }
      if ((type == NEW || type == GONE) && isVip(message, at + HEADER + FIXED, at + length)) {
        seen.add(type == NEW);
      }
      at += aligned(length);
    }
    return seen;
  }

  private boolean isVip(byte[] message, int from, int end) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.nativeOrder());
    int at = from;
    while (at + 4 <= end) {
      int length = in.getShort(at) & 0xffff;
      if (length < 4) {
        return false;
      }
      if (in.getShort(at + 2) == LOCAL && length == 8) {
        return Frames.address(message, at + 4).equals(vip);
      }
      at += aligned(length);
    }
    return false;
  }

  private static int aligned(int length) {
    return (length + 3) & ~3;
  }
}
