package io.gatehouse.dataplane.peers;

import io.gatehouse.dataplane.listen.Transport;
import io.gatehouse.dataplane.listen.UnixSocketFile;
import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.model.Bind;
import io.gatehouse.model.Endpoint;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a section listens for other nodes. It outlives the section's configuration for as long as
 * the line stays the same. Opened and closed by the control thread, used by the feeding thread.
 */
final class PeerDoor extends ChannelInitializer<Channel> {
  private static final int HANDSHAKE_SECONDS = 5;
  private static final int PLACES_PER_PEER = 3;

  private final Bind bind;
  private final Channel channel;
  private volatile @Nullable PeerGroup group;
  private @Nullable UnixSocketFile file;
  private int connections;

  /**
   * @throws IllegalStateException with the address and the kernel's reason
   */
  PeerDoor(Bind bind, EventLoop loop, Transport transport) {
    this.bind = bind;
    ServerBootstrap bootstrap = new ServerBootstrap().group(loop, loop).childHandler(this);
    // Newcomers wait in the backlog until there is somebody to receive them.
    bootstrap.option(ChannelOption.AUTO_READ, false);
    this.channel =
        switch (bind.endpoint()) {
          case Endpoint.Inherited inherited -> {
            bootstrap.channelFactory(() -> transport.adopted(inherited.descriptor()));
            yield opened(bootstrap.register(), "fd@" + inherited.descriptor());
          }
          case Endpoint.Unix unix -> unix(unix, bootstrap, transport);
          case Endpoint.Inet inet -> {
            bootstrap.option(ChannelOption.SO_REUSEADDR, true);
            if (transport != Transport.NIO) {
              bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
            }
            yield bound(bootstrap, inet(inet), transport);
          }
        };
  }

  private Channel unix(Endpoint.Unix unix, ServerBootstrap bootstrap, Transport transport) {
    if (unix.abstractName()) {
      return bound(bootstrap, Addresses.of(unix), transport);
    }
    try {
      UnixSocketFile own = new UnixSocketFile(unix.path());
      Channel made = bound(bootstrap, new DomainSocketAddress(own.boundPath()), transport);
      own.publish(bind.owner());
      file = own;
      return made;
    } catch (IOException e) {
      throw new IllegalStateException("cannot bind unix@" + unix.path() + ": " + e, e);
    }
  }

  private static InetSocketAddress inet(Endpoint.Inet inet) {
    boolean any = inet.host().isEmpty() || inet.host().equals("*");
    String wildcard = inet.family() == Endpoint.Family.IPV6 ? "::" : "0.0.0.0";
    Endpoint.Inet literal = new Endpoint.Inet(wildcard, inet.port(), inet.family());
    return (InetSocketAddress) Addresses.of(any ? literal : inet);
  }

  private static Channel bound(
      ServerBootstrap bootstrap, SocketAddress address, Transport transport) {
    bootstrap.channelFactory(() -> transport.server(address));
    return opened(bootstrap.bind(address), address.toString());
  }

  private static Channel opened(ChannelFuture future, String where) {
    future.awaitUninterruptibly();
    if (!future.isSuccess()) {
      throw new IllegalStateException(
          "cannot bind " + where + ": " + future.cause().getMessage(), future.cause());
    }
    return future.channel();
  }

  Bind bind() {
    return bind;
  }

  SocketAddress address() {
    return channel.localAddress();
  }

  /** Whom newcomers are for. */
  void group(PeerGroup next) {
    group = next;
    channel.config().setAutoRead(true);
  }

  @Override
  protected void initChannel(Channel newcomer) {
    PeerGroup host = group;
    if (host == null || connections >= PLACES_PER_PEER * host.peers().size()) {
      var _ = newcomer.close();
      return;
    }
    connections++;
    var _ = newcomer.closeFuture().addListener(_ -> connections--);
    PeerLink link = new PeerLink(host, null);
    newcomer.pipeline().addLast(link);
    var _ =
        newcomer
            .eventLoop()
            .schedule(() -> patienceOver(newcomer, link), HANDSHAKE_SECONDS, TimeUnit.SECONDS);
  }

  private static void patienceOver(Channel newcomer, PeerLink link) {
    if (!link.established()) {
      var _ = newcomer.close();
    }
  }

  void close() {
    channel.close().awaitUninterruptibly();
    if (file != null) {
      file.remove();
    }
  }
}
