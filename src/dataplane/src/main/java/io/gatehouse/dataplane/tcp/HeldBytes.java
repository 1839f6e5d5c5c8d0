package io.gatehouse.dataplane.tcp;

import io.gatehouse.api.ByteSpan;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** What one side sent and the other did not get yet: rules look at it. On the event loop. */
final class HeldBytes {
  private final Channel channel;
  private final int most;
  private final ByteSpan view = new ByteSpan();
  private @Nullable ByteBuf pending;

  /**
   * @param most bytes after which no more are worth waiting for
   */
  HeldBytes(Channel channel, int most) {
    this.channel = channel;
    this.most = most;
  }

  /** Appends; takes the buffer over. */
  void add(ByteBuf data) {
    ByteBuf before = pending;
    pending = before == null ? data : joined(before, data);
  }

  /** A received buffer may be read-only or a slice: never written to unless it has room. */
  private ByteBuf joined(ByteBuf before, ByteBuf data) {
    ByteBuf all = before;
    if (before.isReadOnly() || before.writableBytes() < data.readableBytes()) {
      all = channel.alloc().buffer(2 * (before.readableBytes() + data.readableBytes()));
      all.writeBytes(before);
      before.release();
    }
    all.writeBytes(data);
    data.release();
    return all;
  }

  /** Hands over what was held; null when there is nothing. */
  @Nullable ByteBuf take() {
    ByteBuf held = pending;
    pending = null;
    return held;
  }

  void release() {
    ByteBuf held = take();
    if (held != null) {
      held.release();
    }
  }

  boolean empty() {
    ByteBuf held = pending;
    return held == null || !held.isReadable();
  }

  boolean full() {
    ByteBuf held = pending;
    return held != null && held.readableBytes() >= most;
  }

  /** What was added behind the first bytes, on their count; null when there is nothing. */
  @Nullable ByteBuf from(int count) {
    ByteBuf held = pending;
    return held == null || held.readableBytes() <= count
        ? null
        : held.slice(held.readerIndex() + count, held.readableBytes() - count);
  }

  /** A copy: rules run on it a few times for each connection, not for each buffer. */
  ByteSpan view() {
    ByteBuf held = pending;
    if (held == null || empty()) {
      return view.clear();
    }
    byte[] bytes = ByteBufUtil.getBytes(held);
    return view.set(bytes, 0, bytes.length);
  }
}
