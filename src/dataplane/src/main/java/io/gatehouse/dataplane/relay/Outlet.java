package io.gatehouse.dataplane.relay;

import io.gatehouse.dataplane.loop.KernelOption;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.channel.unix.UnixChannel;

/** Ways to end a channel's output that do not lose what was written before. */
public final class Outlet {
  private static final ChannelFutureListener SHUT_DOWN =
      future -> {
        Channel channel = future.channel();
        if (channel instanceof DuplexChannel duplex && duplex.isActive()) {
          var _ = duplex.shutdownOutput();
        } else if (!(channel instanceof DuplexChannel)) {
          // A stream of a connection: its handler knows how to end it.
          channel.pipeline().fireUserEventTriggered(ChannelOutputShutdownEvent.INSTANCE);
        }
      };

  private Outlet() {}

  /** Tells the peer that no more will come; it may still send. */
  public static void end(Channel channel) {
    var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(SHUT_DOWN);
  }

  /**
   * Tells the peer that no more will come, and closes: what it still sends is not waited for. With
   * {@code option nolinger} nothing of the connection stays in the system, not even what the peer
   * has not taken yet.
   */
  public static void endAndClose(Channel channel) {
    end(channel);
    close(channel);
  }

  /** Closes after what was written. */
  public static void close(Channel channel) {
    var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Closes after this write, the last one: cheaper than to write another one that is empty. */
  public static void close(Channel channel, ChannelFuture last) {
    var _ = last.addListener(ChannelFutureListener.CLOSE);
    channel.flush();
  }

  /**
   * Forgets the connection: where the system allows it the peer is told nothing, else its packets
   * end at the next router.
   */
  public static void drop(Channel channel) {
    if (channel instanceof UnixChannel && !(channel instanceof DomainSocketChannel)) {
      ChannelConfig config = channel.config();
      if (!silenced(config)) {
        config.setOption(KernelOption.TTL, 1);
        config.setOption(ChannelOption.SO_LINGER, 0);
      }
    }
    var _ = channel.close();
  }

  /** Closing a connection under repair sends nothing; it takes CAP_NET_ADMIN. */
  private static boolean silenced(ChannelConfig config) {
    try {
      return config.setOption(KernelOption.REPAIR, 1);
    } catch (ChannelException notAllowed) {
      return false;
    }
  }

  /** Closes by a reset where the protocol has one. */
  public static void reset(Channel channel) {
    var _ = channel.config().setOption(ChannelOption.SO_LINGER, 0);
    var _ = channel.close();
  }

  /** Closes at once. */
  public static void abort(Channel channel) {
    var _ = channel.close();
  }
}
