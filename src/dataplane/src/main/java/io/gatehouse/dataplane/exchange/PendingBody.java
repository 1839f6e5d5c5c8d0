package io.gatehouse.dataplane.exchange;

import io.gatehouse.dataplane.http.ChunkDecoder;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.HeadRules;
import io.gatehouse.dataplane.http.ScanResult;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Whether the whole body of a request lies in what has come and was not forwarded yet. */
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
