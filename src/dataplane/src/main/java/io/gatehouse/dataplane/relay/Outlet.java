package io.gatehouse.dataplane.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;

/** Ways to end a channel's output that do not lose what was written before. */
public final class Outlet {
  private static final ChannelFutureListener SHUT_DOWN =
      future -> {
        if (future.channel() instanceof DuplexChannel duplex && duplex.isActive()) {
          var _ = duplex.shutdownOutput();
        }
      };

  private Outlet() {}

  /** Tells the peer that no more will come; it may still send. */
  public static void end(Channel channel) {
    var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(SHUT_DOWN);
  }

  /** Closes after what was written. */
  public static void close(Channel channel) {
    var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Closes at once. */
  public static void abort(Channel channel) {
    var _ = channel.close();
  }
}
