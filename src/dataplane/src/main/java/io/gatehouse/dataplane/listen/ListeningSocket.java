package io.gatehouse.dataplane.listen;

import io.gatehouse.dataplane.loop.KernelOption;
import io.gatehouse.model.Bind;
import io.gatehouse.model.BindSocket;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.KeepAlive;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * What the kernel is told of a TCP listening socket before it is bound. Accepted connections
 * inherit from it, which saves them the calls. Control thread, but where a method says otherwise.
 */
final class ListeningSocket {
  private static final int SECOND = 1;

  private final Bind bind;
  private final KeepAlive keepAlive;
  private final Transport transport;

  ListeningSocket(Bind bind, KeepAlive keepAlive, Transport transport) {
    this.bind = bind;
    this.keepAlive = keepAlive;
    this.transport = transport;
  }

  /**
   * Whether the kernel still accepts connections for it. A listening socket that somebody else
   * ended ({@code ss -K}) looks open to Netty. Any thread.
   */
  static boolean listens(Channel channel) {
    if (!channel.isActive()) {
      return false;
    }
    try {
      Integer accepts = channel.config().getOption(KernelOption.LISTENS);
      return accepts == null || accepts != 0;
    } catch (ChannelException closedMeanwhile) {
      return false;
    }
  }

  void prepare(ServerBootstrap bootstrap, InetAddress address) {
    bootstrap.option(ChannelOption.SO_REUSEADDR, true);
    if (transport == Transport.NIO) {
      refuseSpecial();
      return;
    }
    bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
    // The address of a standby node is not there before it becomes active.
    bootstrap.option(KernelOption.FREE_BIND, 1);
    if (bind.flags().transparent()) {
      bootstrap.option(KernelOption.TRANSPARENT, 1);
    }
    if (address instanceof Inet6Address) {
      bootstrap.option(KernelOption.V6_ONLY, v6only() ? 1 : 0);
    }
    bind.socket()
        .networkInterface()
        .ifPresent(name -> bootstrap.option(KernelOption.device(name), KernelOption.bytes(name)));
    inherited(bootstrap);
  }

  /** {@code v4v6} is the kernel's default unless an administrator changed it. */
  private boolean v6only() {
    return bind.flags().v6only() && !bind.flags().v4v6();
  }

  private void inherited(ServerBootstrap bootstrap) {
    BindSocket socket = bind.socket();
    bootstrap.option(KernelOption.NO_DELAY, 1);
    if (keepAlive.on()) {
      keepAlive(bootstrap);
    }
    if (socket.maxSegment() > 0) {
      bootstrap.option(KernelOption.MAX_SEGMENT, socket.maxSegment());
    }
    if (!socket.userTimeout().isZero()) {
      bootstrap.option(KernelOption.USER_TIMEOUT, (int) socket.userTimeout().toMillis());
    }
    if (bind.flags().deferAccept()) {
      bootstrap.option(KernelOption.DEFER_ACCEPT, SECOND);
    }
    if (bind.flags().tcpFastOpen()) {
      bootstrap.option(KernelOption.FAST_OPEN, bind.backlog());
    }
  }

  private void keepAlive(ServerBootstrap bootstrap) {
    bootstrap.option(KernelOption.KEEP_ALIVE, 1);
    if (keepAlive.count() > 0) {
      bootstrap.option(KernelOption.KEEP_COUNT, keepAlive.count());
    }
    if (!keepAlive.idle().isZero()) {
      bootstrap.option(KernelOption.KEEP_IDLE, (int) keepAlive.idle().toSeconds());
    }
    if (!keepAlive.interval().isZero()) {
      bootstrap.option(KernelOption.KEEP_INTERVAL, (int) keepAlive.interval().toSeconds());
    }
  }

  private void refuseSpecial() {
    BindSocket socket = bind.socket();
    boolean special =
        socket.networkInterface().isPresent()
            || socket.maxSegment() != 0
            || bind.flags().transparent()
            || bind.flags().v6only();
    if (special && bind.endpoint() instanceof Endpoint.Inet inet) {
      throw new IllegalStateException(
          "the transport nio cannot set what the bind at %s:%d asks for; use io_uring or epoll"
              .formatted(inet.host(), inet.port()));
    }
  }
}
