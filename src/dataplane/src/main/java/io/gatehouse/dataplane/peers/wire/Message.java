package io.gatehouse.dataplane.peers.wire;

import io.netty.buffer.ByteBuf;

/** Classes and kinds of messages. */
public final class Message {
  public static final int CONTROL = 0;
  public static final int ERROR = 1;
  public static final int TABLE = 10;
  public static final int RESERVED = 255;

  public static final int RESYNC_REQUEST = 0;
  public static final int RESYNC_FINISHED = 1;
  public static final int RESYNC_PARTIAL = 2;
  public static final int RESYNC_CONFIRM = 3;
  public static final int HEARTBEAT = 4;

  public static final int PROTOCOL_ERROR = 0;
  public static final int SIZE_ERROR = 1;

  public static final int UPDATE = 0x80;
  public static final int NEXT_UPDATE = 0x81;
  public static final int DEFINITION = 0x82;
  public static final int SWITCH = 0x83;
  public static final int ACKNOWLEDGEMENT = 0x84;
  public static final int TIMED_UPDATE = 0x85;
  public static final int TIMED_NEXT_UPDATE = 0x86;

  /** Kinds from here on have a length and a body. */
  public static final int WITH_BODY = 0x80;

  private Message() {}

  /** One without a body. */
  public static void write(ByteBuf out, int kindOfMessage, int type) {
    out.writeByte(kindOfMessage);
    out.writeByte(type);
  }

  /** One about tables. */
  static void write(ByteBuf out, int type, ByteBuf body) {
    out.writeByte(TABLE);
    out.writeByte(type);
    Varint.write(out, body.readableBytes());
    out.writeBytes(body);
  }

  /** Of this table everything was applied up to this update. */
  public static void acknowledge(ByteBuf out, int table, int update) {
    out.writeByte(TABLE);
    out.writeByte(ACKNOWLEDGEMENT);
    int at = out.writerIndex();
    out.writeByte(0);
    Varint.write(out, table);
    out.writeInt(update);
    // Never more than 15 bytes.
    out.setByte(at, out.writerIndex() - at - 1);
  }
}
