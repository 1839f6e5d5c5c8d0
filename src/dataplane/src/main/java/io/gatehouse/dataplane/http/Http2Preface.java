package io.gatehouse.dataplane.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What a client of HTTP/2 says first (RFC 9113 section 3.4): a head, as HTTP/1 sees it, and a body.
 */
public final class Http2Preface {
  private static final byte[] WHOLE = Words.ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

  /** Bytes of the head. */
  static final int HEAD = 18;

  private static final int BODY = WHOLE.length - HEAD;

  private Http2Preface() {}

  /** Whether these bytes behind the head may become the rest of the preface. */
  public static boolean mayFollow(ByteBuf in) {
    int there = Math.min(in.readableBytes(), BODY);
    for (int i = 0; i < there; i++) {
      if (in.getByte(in.readerIndex() + i) != WHOLE[HEAD + i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The preface with all that follows; null when these bytes behind the head do not complete it.
   */
  public static @Nullable ByteBuf completed(ByteBuf in, ByteBufAllocator allocator) {
    if (in.readableBytes() < BODY || !mayFollow(in)) {
      return null;
    }
    ByteBuf all = allocator.buffer(HEAD + in.readableBytes());
    return all.writeBytes(WHOLE, 0, HEAD).writeBytes(in);
  }
}
