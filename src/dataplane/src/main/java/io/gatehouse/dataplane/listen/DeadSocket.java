package io.gatehouse.dataplane.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a listening socket that the kernel took away: accepting would fail again at once, for
 * ever, and cost the event loop all its time. Event loop.
 */
final class DeadSocket extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(DeadSocket.class);

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (ListeningSocket.listens(context.channel())) {
      context.fireExceptionCaught(cause);
      return;
    }
    if (context.channel().isOpen()) {
      LOG.error("the socket at {} listens no more: {}", context.channel(), cause.getMessage());
      var _ = context.close();
    }
  }
}
