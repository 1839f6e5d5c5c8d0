package io.gatehouse.gateway.runtime;

import io.gatehouse.dataplane.listen.Transport;
import io.gatehouse.dataplane.listen.UnixSocketFile;
import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.StatsSocket;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** Opens the socket of one {@code stats socket} line. Control thread. */
final class Door {
  private final StatsSocket line;
  private final EventLoopGroup loop;
  private final ChannelHandler acceptor;

  Door(StatsSocket line, EventLoopGroup loop, ChannelHandler acceptor) {
    this.line = line;
    this.loop = loop;
    this.acceptor = acceptor;
  }

  /**
   * Listens from now on.
   *
   * @throws IllegalStateException with the address and the kernel's reason
   */
  Channel open() {
    return switch (line.bind().endpoint()) {
      case Endpoint.Inherited inherited -> adopt(inherited.descriptor());
      case Endpoint.Unix unix -> unix(unix);
      case Endpoint.Inet inet -> bind(address(inet), inet.host() + ":" + inet.port());
    };
  }

  private Channel adopt(int descriptor) {
    if (!Epoll.isAvailable()) {
      throw new IllegalStateException("'stats socket fd@" + descriptor + "' needs epoll (Linux)");
    }
    ServerBootstrap bootstrap =
        bootstrap().channelFactory(() -> Transport.EPOLL.adopted(descriptor));
    return opened(bootstrap.register(), "fd@" + descriptor);
  }

  private Channel unix(Endpoint.Unix unix) {
    if (unix.abstractName()) {
      return bind(Addresses.of(unix), "abns@" + unix.path());
    }
    UnixSocketFile file = new UnixSocketFile(unix.path());
    try {
      String bound = file.boundPath();
      Channel channel =
          bind(
              Epoll.isAvailable()
                  ? new DomainSocketAddress(bound)
                  : UnixDomainSocketAddress.of(bound),
              "unix@" + unix.path());
      file.publish(line.bind().owner());
      return channel;
    } catch (IOException e) {
      throw new IllegalStateException("cannot open the stats socket unix@" + unix.path(), e);
    }
  }

  private static SocketAddress address(Endpoint.Inet inet) {
    boolean any = inet.host().isEmpty() || inet.host().equals("*");
    String host = any ? (inet.family() == Endpoint.Family.IPV6 ? "::" : "0.0.0.0") : inet.host();
    try {
      return new InetSocketAddress(InetAddress.getByName(host), inet.port());
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot resolve the stats socket's address '" + host + "'", e);
    }
  }

  private Channel bind(SocketAddress address, String name) {
    boolean internet = address instanceof InetSocketAddress;
    ServerBootstrap bootstrap = bootstrap();
    if (Epoll.isAvailable()) {
      bootstrap.channel(
          internet ? EpollServerSocketChannel.class : EpollServerDomainSocketChannel.class);
    } else {
      bootstrap.channel(
          internet ? NioServerSocketChannel.class : NioServerDomainSocketChannel.class);
    }
    if (internet) {
      bootstrap.option(ChannelOption.SO_REUSEADDR, true);
    }
    return opened(bootstrap.bind(address), name);
  }

  private ServerBootstrap bootstrap() {
    return new ServerBootstrap()
        .group(loop)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childHandler(acceptor);
  }

  private static Channel opened(ChannelFuture future, String name) {
    future.awaitUninterruptibly();
    if (!future.isSuccess()) {
      throw new IllegalStateException("cannot open the stats socket " + name, future.cause());
    }
    return future.channel();
  }
}
