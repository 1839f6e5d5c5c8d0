package io.gatehouse.dataplane.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Asks a SOCKS4 proxy, to which the connection leads, to connect further; it knows IPv4 addresses
 * only. Leaves the pipeline when the proxy has agreed. Confined to the channel's event loop.
 */
public final class SocksHandshake extends ChannelInboundHandlerAdapter {
  private static final byte[] USER = "HAProxy\0".getBytes(StandardCharsets.US_ASCII);
  private static final int ANSWER = 8;
  private static final int GRANTED = 0x5a;

  private final byte[] answer = new byte[ANSWER];
  private final SocketAddress to;
  private final Result result;
  private int length;
  private boolean reading;

  /** What came of it. */
  public enum Outcome {
    GRANTED,
    DENIED,

    /** There is no way to ask for this address. */
    IMPOSSIBLE,

    /** The proxy ended before it had answered. */
    BROKEN
  }

  /** Called once. */
  @FunctionalInterface
  public interface Result {
    void shaken(Outcome outcome);
  }

  public SocksHandshake(SocketAddress to, Result result) {
    this.to = to;
    this.result = result;
  }

  /** Once the connection stands. */
  public void begin(ChannelHandlerContext context) {
    if (!(to instanceof InetSocketAddress inet)
        || !(inet.getAddress() instanceof Inet4Address address)) {
      result.shaken(Outcome.IMPOSSIBLE);
      return;
    }
    ByteBuf request = Unpooled.buffer(16);
    request.writeByte(4).writeByte(1).writeShort(inet.getPort());
    request.writeBytes(address.getAddress()).writeBytes(USER);
    reading = context.channel().config().isAutoRead();
    context.channel().config().setAutoRead(true);
    var _ = context.writeAndFlush(request);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf data = (ByteBuf) message;
    int count = Math.min(ANSWER - length, data.readableBytes());
    data.readBytes(answer, length, count);
    length += count;
    if (length < ANSWER) {
      data.release();
      return;
    }
    context.channel().config().setAutoRead(reading);
    result.shaken((answer[1] & 0xff) == GRANTED ? Outcome.GRANTED : Outcome.DENIED);
    if (data.isReadable() && context.channel().isActive()) {
      context.fireChannelRead(data);
    } else {
      data.release();
    }
    if (!context.isRemoved()) {
      context.pipeline().remove(this);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof ChannelInputShutdownEvent) || !broken()) {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!broken()) {
      context.fireChannelInactive();
    }
  }

  private boolean broken() {
    boolean early = length < ANSWER;
    if (early) {
      length = ANSWER;
      result.shaken(Outcome.BROKEN);
    }
    return early;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
