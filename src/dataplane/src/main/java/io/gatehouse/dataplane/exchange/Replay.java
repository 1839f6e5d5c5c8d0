package io.gatehouse.dataplane.exchange;

import io.gatehouse.model.RetrySettings;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that {@code retry-on} may have sent again. Only one that was there as a
 * whole when the connection was made, and that fits a buffer together with its head, can be
 * repeated. The head is still in its message.
 */
final class Replay {
  private boolean wanted;
  private boolean ready;
  private int size;
  private @Nullable ByteBuf body;

  /** For a new exchange. */
  void begin(RetrySettings retries) {
    clear();
    wanted =
        retries.on().size() > 1
            || (retries.on().size() == 1 && !retries.on().contains(RetrySettings.On.CONN_FAILURE));
  }

  /** What is about to be forwarded for the first time; null where nothing has come. */
  void offer(@Nullable ByteBuf inbound, int headLength, int bufsize) {
    size = 0;
    if (wanted && inbound != null) {
      wanted = inbound.readableBytes() + headLength <= bufsize;
      body = wanted ? inbound.retainedDuplicate() : null;
    }
  }

  /** So much of it belonged to the body. */
  void forwarded(int bytes) {
    size += bytes;
  }

  /** Everything that was there has been forwarded. */
  void sent(boolean whole) {
    ready = wanted && whole;
    ByteBuf kept = body;
    if (!ready) {
      clear();
    } else if (kept != null) {
      kept.writerIndex(kept.readerIndex() + size);
    }
  }

  boolean ready() {
    return ready;
  }

  void writeTo(Channel channel) {
    ByteBuf kept = body;
    if (kept != null) {
      var _ = channel.write(kept.retainedDuplicate(), channel.voidPromise());
    }
  }

  void clear() {
    wanted = false;
    ready = false;
    ByteBuf kept = body;
    body = null;
    if (kept != null) {
      kept.release();
    }
  }
}
