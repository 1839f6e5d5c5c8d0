package io.gatehouse.dataplane.peers;

import io.gatehouse.dataplane.listen.Transport;
import io.gatehouse.model.Mode;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Connects to other nodes. */
final class Dial {
  private static final int PATIENCE_MILLIS = 5_000;

  private Dial() {}

  static void to(SocketAddress address, PeerLink link, EventLoop loop, Transport transport) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channelFactory(() -> transport.client(address, Mode.TCP))
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, PATIENCE_MILLIS)
            .handler(link);
    if (address instanceof InetSocketAddress) {
      bootstrap.option(ChannelOption.TCP_NODELAY, true);
    }
    var _ =
        bootstrap
            .connect(address)
            .addListener(
                (ChannelFuture done) -> {
                  if (!done.isSuccess()) {
                    link.end();
                  }
                });
  }
}
