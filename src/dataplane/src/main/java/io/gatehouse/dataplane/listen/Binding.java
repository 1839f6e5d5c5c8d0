package io.gatehouse.dataplane.listen;

import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.model.Bind;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Proxy;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens and closes the sockets of one {@code bind} line. Control thread. */
final class Binding {
  private static final int BACKLOG = 1_024;

  private final Bind bind;
  private final ListeningSocket socket;
  private final List<Loop> loops;
  private final Mode mode;
  private final Transport transport;
  private @Nullable UnixSocketFile file;

  Binding(Bind bind, Proxy proxy, List<Loop> loops) {
    this.bind = bind;
    this.loops = chosen(loops, bind.threads());
    this.mode = proxy.mode();
    this.transport = loops.get(0).transport();
    this.socket = new ListeningSocket(bind, proxy.tcp().clientKeepAlive(), transport);
  }

  /** Those of the set that there are; all when there is none of it. */
  private static List<Loop> chosen(List<Loop> all, long threads) {
    List<Loop> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (threads == 0 || (i < Long.SIZE && (threads >> i & 1) != 0)) {
        some.add(all.get(i));
      }
    }
    return some.isEmpty() ? all : some;
  }

  List<Channel> open(ChannelHandler acceptor) {
    return switch (bind.endpoint()) {
      case Endpoint.Inherited inherited -> List.of(adopt(inherited.descriptor(), acceptor));
      case Endpoint.Unix unix -> List.of(unix(unix, acceptor));
      case Endpoint.Inet inet -> inet(inet, acceptor);
    };
  }

  void closed() {
    UnixSocketFile own = file;
    file = null;
    if (own != null) {
      own.remove();
    }
  }

  private Channel adopt(int descriptor, ChannelHandler acceptor) {
    ServerBootstrap bootstrap = spread(acceptor);
    bootstrap.channelFactory(() -> transport.adopted(descriptor));
    bootstrap.option(ChannelOption.AUTO_READ, false);
    return opened(bootstrap.register(), "fd@" + descriptor);
  }

  private Channel unix(Endpoint.Unix unix, ChannelHandler acceptor) {
    if (unix.abstractName()) {
      return bind(spread(acceptor), Addresses.of(unix));
    }
    try {
      UnixSocketFile own = new UnixSocketFile(unix.path());
      Channel channel = bind(spread(acceptor), new DomainSocketAddress(own.boundPath()));
      file = own;
      own.publish(bind.owner());
      return channel;
    } catch (IOException e) {
      throw new IllegalStateException("cannot bind unix@" + unix.path() + ": " + e, e);
    }
  }

  private List<Channel> inet(Endpoint.Inet inet, ChannelHandler acceptor) {
    InetSocketAddress address = new InetSocketAddress(host(inet), inet.port());
    if (!transport.sharesPorts()) {
      ServerBootstrap bootstrap = spread(acceptor);
      socket.prepare(bootstrap, address.getAddress());
      return List.of(bind(bootstrap, address));
    }
    List<Channel> channels = new ArrayList<>();
    for (Loop loop : loops) {
      ServerBootstrap bootstrap = new ServerBootstrap();
      bootstrap.group(loop.executor(), loop.executor()).childHandler(acceptor);
      socket.prepare(bootstrap, address.getAddress());
      Channel channel = bind(bootstrap, address);
      channels.add(channel);
      // Port 0 is chosen once: the other loops listen at the same one.
      address = (InetSocketAddress) channel.localAddress();
    }
    return channels;
  }

  private InetAddress host(Endpoint.Inet inet) {
    boolean any = inet.host().isEmpty() || inet.host().equals("*");
    boolean six = inet.family() == Endpoint.Family.IPV6;
    try {
      return InetAddress.getByName(any ? (six ? "::" : "0.0.0.0") : inet.host());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("cannot resolve the bind address '" + inet.host() + "'", e);
    }
  }

  /** One socket for all: its loop accepts, and the loops serve in turn. */
  private ServerBootstrap spread(ChannelHandler acceptor) {
    Loop first = loops.get(0);
    ServerBootstrap bootstrap = new ServerBootstrap();
    boolean single = first.executor().parent() == null || loops.size() == 1;
    return bootstrap
        .group(first.executor(), single ? first.executor() : first.executor().parent())
        .childHandler(acceptor);
  }

  private Channel bind(ServerBootstrap bootstrap, SocketAddress address) {
    bootstrap.channelFactory(() -> transport.server(address));
    transport.prepare(bootstrap, mode);
    bootstrap.handler(new DeadSocket());
    // The listener says when it accepts; until then newcomers wait in the backlog.
    bootstrap.option(ChannelOption.AUTO_READ, false);
    bootstrap.option(ChannelOption.SO_BACKLOG, bind.backlog() > 0 ? bind.backlog() : BACKLOG);
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
}
