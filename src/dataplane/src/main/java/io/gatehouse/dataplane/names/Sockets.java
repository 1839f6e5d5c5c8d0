package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.listen.Transport;
import io.gatehouse.model.Mode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;

/**
 * Where the sockets to name servers live.
 *
 * @param loop one of the event loops of the process: names are few
 */
record Sockets(EventLoop loop, Transport transport) {
  private static final InetSocketAddress SOMEWHERE = new InetSocketAddress(0);

  ChannelFactory<Channel> datagrams() {
    return transport::datagrams;
  }

  ChannelFactory<Channel> streams() {
    return () -> transport.client(SOMEWHERE, Mode.TCP);
  }
}
