package io.gatehouse.dataplane.peers.wire;

import io.netty.buffer.ByteBuf;

/**
 * Numbers of up to 64 bits: one byte for those below 240, else four bits in the first and seven in
 * each that follows.
 */
public final class Varint {
  /** Bytes of the longest. */
  public static final int LONGEST = 10;

  private static final int SHORT = 0xf0;
  private static final int FIRST_BITS = 4;
  private static final int MORE = 0x80;
  private static final int BITS = 7;

  private Varint() {}

  public static void write(ByteBuf out, long value) {
    if (Long.compareUnsigned(value, SHORT) < 0) {
      out.writeByte((int) value);
      return;
    }
    out.writeByte((int) value | SHORT);
    long rest = value - SHORT >>> FIRST_BITS;
    while (Long.compareUnsigned(rest, MORE) >= 0) {
      out.writeByte((int) rest | MORE);
      rest = rest - MORE >>> BITS;
    }
    out.writeByte((int) rest);
  }

  public static long read(ByteBuf in) throws MalformedMessageException {
    if (!in.isReadable()) {
      throw new MalformedMessageException("a number is missing");
    }
    long value = in.readUnsignedByte();
    if (value < SHORT) {
      return value;
    }
    int shift = FIRST_BITS;
    while (shift < Long.SIZE) {
      if (!in.isReadable()) {
        throw new MalformedMessageException("a number is cut off");
      }
      long next = in.readUnsignedByte();
      value += next << shift;
      if (next < MORE) {
        return value;
      }
      shift += BITS;
    }
    throw new MalformedMessageException("a number has more than 64 bits");
  }

  /** How many bytes follow of what is told next; more than there are is nonsense. */
  static int length(ByteBuf in) throws MalformedMessageException {
    // What is left is asked behind the number, which is not a part of it.
    long value = read(in);
    if (value < 0 || value > in.readableBytes()) {
      throw new MalformedMessageException("%d bytes are told, there are less".formatted(value));
    }
    return (int) value;
  }

  /** A number that counts bytes or elements, as an int; more than that is nonsense. */
  static int count(ByteBuf in, int most) throws MalformedMessageException {
    long value = read(in);
    if (value < 0 || value > most) {
      throw new MalformedMessageException("%d is more than %d".formatted(value, most));
    }
    return (int) value;
  }
}
