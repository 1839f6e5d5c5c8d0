package io.gatehouse.dataplane.listen;

import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.model.Bind;
import io.gatehouse.model.Endpoint;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Opens the sockets of one {@code bind} line. Control thread. */
final class Binding {
  private static final int BACKLOG = 1_024;

  private final Bind bind;
  private final List<Loop> loops;
  private final Transport transport;

  Binding(Bind bind, List<Loop> loops) {
    this.bind = bind;
    this.loops = loops;
    this.transport = loops.get(0).transport();
  }

  List<Channel> open(ChannelHandler acceptor) {
    return switch (bind.endpoint()) {
      case Endpoint.Inherited inherited ->
          List.of(adopt(loops.get(0), inherited.descriptor(), acceptor));
      case Endpoint.Unix unix -> List.of(unix(unix, acceptor));
      case Endpoint.Inet inet -> inet(inet, acceptor);
    };
  }

  private Channel adopt(Loop loop, int descriptor, ChannelHandler acceptor) {
    ServerBootstrap bootstrap =
        bootstrap(loop, acceptor).channelFactory(() -> transport.adopted(descriptor));
    return opened(bootstrap.register(), "fd@" + descriptor);
  }

  private Channel unix(Endpoint.Unix unix, ChannelHandler acceptor) {
    SocketAddress address = Addresses.of(unix);
    try {
      if (!unix.abstractName()) {
        Files.deleteIfExists(Path.of(unix.path()));
      }
      Channel channel = bind(loops.get(0), address, acceptor);
      if (!unix.abstractName() && bind.owner().mode().isPresent()) {
        Files.setPosixFilePermissions(Path.of(unix.path()), permissions(bind.owner().mode().get()));
      }
      return channel;
    } catch (IOException e) {
      throw new IllegalStateException("cannot bind unix@" + unix.path(), e);
    }
  }

  /** Permissions are declared from the owner's read to the others' execute: the bits downwards. */
  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    int bit = 0400;
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      if ((mode & bit) != 0) {
        permissions.add(permission);
      }
      bit >>= 1;
    }
    return permissions;
  }

  private List<Channel> inet(Endpoint.Inet inet, ChannelHandler acceptor) {
    List<Channel> channels = new ArrayList<>();
    InetSocketAddress address = new InetSocketAddress(host(inet), inet.port());
    int sockets = transport.sharesPorts() ? loops.size() : 1;
    for (int i = 0; i < sockets; i++) {
      Channel channel = bind(loops.get(i), address, acceptor);
      channels.add(channel);
      // Port 0 is chosen once: the other loops listen at the same one.
      address = (InetSocketAddress) channel.localAddress();
    }
    return channels;
  }

  private InetAddress host(Endpoint.Inet inet) {
    boolean any = inet.host().isEmpty() || inet.host().equals("*");
    boolean six = inet.family() == Endpoint.Family.IPV6 || bind.flags().v4v6();
    try {
      return InetAddress.getByName(any ? (six ? "::" : "0.0.0.0") : inet.host());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("cannot resolve the bind address '" + inet.host() + "'", e);
    }
  }

  private Channel bind(Loop loop, SocketAddress address, ChannelHandler acceptor) {
    ServerBootstrap bootstrap =
        bootstrap(loop, acceptor).channelFactory(() -> transport.server(address));
    bootstrap.option(ChannelOption.SO_BACKLOG, bind.backlog() > 0 ? bind.backlog() : BACKLOG);
    if (address instanceof InetSocketAddress) {
      bootstrap.option(ChannelOption.SO_REUSEADDR, true);
      if (transport.sharesPorts()) {
        bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
      }
      // The address of a standby node is not there before it becomes active.
      switch (transport) {
        case IO_URING -> bootstrap.option(IoUringChannelOption.IP_FREEBIND, true);
        case EPOLL -> bootstrap.option(EpollChannelOption.IP_FREEBIND, true);
        case NIO -> {}
      }
    }
    return opened(bootstrap.bind(address), address.toString());
  }

  private ServerBootstrap bootstrap(Loop loop, ChannelHandler acceptor) {
    ServerBootstrap bootstrap = new ServerBootstrap();
    boolean spread = !transport.sharesPorts() && loop.executor().parent() != null;
    return (spread
            ? bootstrap.group(loop.executor(), loop.executor().parent())
            : bootstrap.group(loop.executor(), loop.executor()))
        .childHandler(acceptor);
  }

  private static Channel opened(ChannelFuture future, String where) {
    future.awaitUninterruptibly();
    if (!future.isSuccess()) {
      throw new IllegalStateException("cannot bind " + where, future.cause());
    }
    return future.channel();
  }
}
