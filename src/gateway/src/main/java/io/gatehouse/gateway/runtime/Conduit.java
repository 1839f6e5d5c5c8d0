package io.gatehouse.gateway.runtime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection as its virtual thread sees it: blocking reads and writes. A line's length is read
 * ahead, then the peer waits when we do.
 */
final class Conduit extends ChannelInboundHandlerAdapter {
  private static final byte[] END = {};

  private final Channel channel;
  private final AtomicInteger unread = new AtomicInteger();
  private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

  Conduit(Channel channel) {
    this.channel = channel;
  }

  /** What came next; empty when the peer said no more or stayed silent for this long. */
  byte[] take(Duration patience) throws InterruptedException {
    byte[] next =
        patience.isZero()
            ? received.take()
            : received.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (next == null) {
      return END;
    }
    if (next.length == 0) {
      received.add(END);
    } else if (unread.addAndGet(-next.length) == 0) {
      channel.config().setAutoRead(true);
    }
    return next;
  }

  /** Sends; false when the peer went away or took nothing for this long. */
  boolean send(byte[] bytes, Duration patience) throws InterruptedException {
    ChannelFuture sent = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    if (patience.isZero()) {
      sent.await();
    } else if (!sent.await(patience.toMillis())) {
      return false;
    }
    return sent.isSuccess();
  }

  /**
   * Says that nothing more follows and lets the peer leave first: data that it sent in vain would
   * else make the kernel drop our answer.
   */
  void finish(Duration patience) throws InterruptedException {
    if (channel instanceof DuplexChannel duplex && channel.isActive()) {
      duplex.shutdownOutput().await(patience.toMillis());
      long end = System.nanoTime() + patience.toNanos();
      int drained;
      do {
        drained = take(patience).length;
      } while (drained > 0 && System.nanoTime() < end);
    }
    var _ = channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      if (unread.addAndGet(bytes.readableBytes()) > LineReader.LIMIT) {
        context.channel().config().setAutoRead(false);
      }
      received.add(ByteBufUtil.getBytes(bytes));
      bytes.release();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      received.add(END);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    received.add(END);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
