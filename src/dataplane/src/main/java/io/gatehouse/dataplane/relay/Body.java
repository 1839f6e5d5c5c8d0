package io.gatehouse.dataplane.relay;

import io.gatehouse.dataplane.http.ChunkDecoder;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.HeadRules;
import io.gatehouse.dataplane.http.ScanResult;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Where a message's body ends, told from the bytes as they pass. Reused; copies nothing. */
public final class Body {
  /** The bytes do not follow the framing. */
  public static final int BROKEN = -1;

  private final HeadRules rules;
  private @Nullable ChunkDecoder chunks;
  private Framing framing = Framing.NONE;
  private long left;
  private boolean complete = true;
  private int content;

  public Body(HeadRules rules) {
    this.rules = rules;
  }

  /**
   * @param length meaningful with {@link Framing#LENGTH}
   */
  public void begin(Framing how, long length) {
    framing = how;
    left = length;
    complete = how == Framing.NONE || (how == Framing.LENGTH && length == 0);
    if (how == Framing.CHUNKED) {
      decoder().begin();
    }
  }

  private ChunkDecoder decoder() {
    ChunkDecoder decoder = chunks;
    if (decoder == null) {
      decoder = new ChunkDecoder(rules);
      chunks = decoder;
    }
    return decoder;
  }

  /** How many of the readable bytes belong to it; they must be consumed before the next call. */
  public int take(ByteBuf in) {
    content = 0;
    if (complete) {
      return 0;
    }
    return switch (framing) {
      case NONE -> 0;
      case LENGTH -> takeLength(in.readableBytes());
      case CHUNKED -> takeChunks(in);
      case CLOSE, TUNNEL -> takeAll(in.readableBytes());
    };
  }

  private int takeAll(int available) {
    content = available;
    return available;
  }

  private int takeLength(int available) {
    int taken = (int) Math.min(left, available);
    content = taken;
    left -= taken;
    complete = left == 0;
    return taken;
  }

  private int takeChunks(ByteBuf in) {
    ChunkDecoder decoder = decoder();
    ScanResult result = decoder.scan(in);
    complete = result == ScanResult.COMPLETE;
    content = decoder.content();
    return result == ScanResult.ERROR ? BROKEN : decoder.taken();
  }

  /** How many of the bytes taken last are data, without their framing. */
  public int content() {
    return content;
  }

  public boolean complete() {
    return complete;
  }

  public Framing framing() {
    return framing;
  }

  /** The sender closed: the end of a body that is known by nothing else. */
  public boolean endsWithConnection() {
    return framing == Framing.CLOSE || framing == Framing.TUNNEL;
  }
}
