package io.gatehouse.dataplane.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** The one handler of a client's channel: turns its events into calls of the exchange. */
public final class ClientConnection extends ChannelInboundHandlerAdapter {
  private final ClientSide side;
  private final Runnable gone;
  private boolean ended;

  /**
   * @param gone told when the connection is closed, to count it out
   */
  public ClientConnection(ClientSide side, Runnable gone) {
    this.side = side;
    this.gone = gone;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    side.opened();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    side.clientSent((ByteBuf) message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    side.clientPaused();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !ended) {
      ended = true;
      side.clientEnded();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      side.clientWritable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    try {
      side.clientGone();
    } finally {
      gone.run();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
