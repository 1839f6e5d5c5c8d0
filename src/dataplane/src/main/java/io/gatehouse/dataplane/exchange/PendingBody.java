package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.ByteSpan;
import io.gatehouse.dataplane.http.ChunkDecoder;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.HeadRules;
import io.gatehouse.dataplane.http.ScanResult;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * The part of a message's body that lies in what has come and was not forwarded yet. What follows
 * the body there, such as the next request, is none of it.
 */
final class PendingBody {
  private final HeadRules rules;
  private @Nullable ChunkDecoder chunks;
  private Framing framing = Framing.NONE;
  private long length;
  private int scanned;
  private boolean over;

  PendingBody(HeadRules rules) {
    this.rules = rules;
  }

  void begin(Framing how, long announced) {
    framing = how;
    length = announced;
    scanned = 0;
    over = false;
  }

  /** Points the view at the data that has come, without chunks' framing; all of it is a copy. */
  ByteSpan view(@Nullable ByteBuf inbound, ByteSpan out) {
    if (inbound == null || !inbound.isReadable()) {
      return out.clear();
    }
    int readable = inbound.readableBytes();
    return switch (framing) {
      case NONE, TUNNEL -> out.clear();
      case LENGTH -> copied(inbound, (int) Math.min(length, readable), out);
      case CLOSE -> copied(inbound, readable, out);
      case CHUNKED -> {
        ByteBuf data = Unpooled.buffer(readable);
        var _ = new ChunkDecoder(rules).read(inbound, data);
        yield out.set(data.array(), data.arrayOffset(), data.readableBytes());
      }
    };
  }

  private static ByteSpan copied(ByteBuf inbound, int count, ByteSpan out) {
    return out.set(ByteBufUtil.getBytes(inbound, inbound.readerIndex(), count), 0, count);
  }

  /** A body that does not follow its framing counts as whole: nothing better will come. */
  boolean whole(@Nullable ByteBuf inbound) {
    return switch (framing) {
      case NONE -> true;
      case LENGTH -> inbound != null && inbound.readableBytes() >= length;
      case CHUNKED -> inbound != null && chunked(inbound);
      case CLOSE, TUNNEL -> false;
    };
  }

  private boolean chunked(ByteBuf inbound) {
    if (over || inbound.readableBytes() == scanned) {
      return over;
    }
    ChunkDecoder decoder = chunks;
    if (decoder == null) {
      decoder = new ChunkDecoder(rules);
      chunks = decoder;
    }
    if (scanned == 0) {
      decoder.begin();
    }
    int from = inbound.readerIndex() + scanned;
    ScanResult result = decoder.scan(inbound.slice(from, inbound.writerIndex() - from));
    scanned = inbound.readableBytes();
    over = result != ScanResult.NEED_MORE;
    return over;
  }
}
