package io.gatehouse.dataplane.listen;

import io.gatehouse.dataplane.loop.KernelOption;
import io.gatehouse.dataplane.loop.LastingEpoll;
import io.gatehouse.model.Mode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** How the process talks to the kernel: one choice for all its event loops. */
public enum Transport {
  IO_URING,
  EPOLL,
  NIO;

  private static final String MULTISHOT = "io.netty.iouring.recvMultiShotEnabled";

  static {
    // One receive that goes on by itself has filled the memory with tens of megabytes before it
    // heard that reading was to stop: a slow peer must cost no more than its high mark.
    if (System.getProperty(MULTISHOT) == null) {
      System.setProperty(MULTISHOT, "false");
    }
  }

  /**
   * The requested transport, or the best one available.
   *
   * @param requested {@code auto}, {@code io_uring}, {@code epoll} or {@code nio}
   * @param special whether Unix sockets or inherited descriptors are used: io_uring has neither
   */
  public static Transport choose(String requested, boolean special) {
    return switch (requested.toLowerCase(Locale.ROOT)) {
      case "auto", "" -> best(special);
      case "io_uring" -> special ? best(true) : demand(IO_URING);
      case "epoll" -> demand(EPOLL);
      case "nio" -> NIO;
      default ->
          throw new IllegalArgumentException(
              "unknown transport '" + requested + "': use auto, io_uring, epoll or nio");
    };
  }

  private static Transport best(boolean special) {
    if (!special && IO_URING.available()) {
      return IO_URING;
    }
    return EPOLL.available() ? EPOLL : NIO;
  }

  /** Why there is no better one than NIO here; null when there is. */
  public static @Nullable String hindrance() {
    Throwable cause = Epoll.unavailabilityCause();
    if (cause == null) {
      return null;
    }
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }

  private static Transport demand(Transport transport) {
    if (!transport.available()) {
      throw new IllegalArgumentException(
          "transport " + transport.name().toLowerCase(Locale.ROOT) + " is not available here");
    }
    return transport;
  }

  boolean available() {
    return switch (this) {
      case IO_URING -> IoUring.isAvailable();
      case EPOLL -> Epoll.isAvailable();
      case NIO -> true;
    };
  }

  /** Whether several sockets may listen at one address, one for each event loop. */
  boolean sharesPorts() {
    return this != NIO;
  }

  public MultiThreadIoEventLoopGroup loops(int threads, ThreadFactory factory) {
    return new MultiThreadIoEventLoopGroup(threads, factory, handler(Ring.config()));
  }

  /** One event loop that lends the kernel no buffers: its connections say little. */
  public MultiThreadIoEventLoopGroup frugalLoop(ThreadFactory factory) {
    return new MultiThreadIoEventLoopGroup(1, factory, handler(new IoUringIoHandlerConfig()));
  }

  private IoHandlerFactory handler(IoUringIoHandlerConfig ring) {
    return switch (this) {
      case IO_URING -> IoUringIoHandler.newFactory(ring);
      case EPOLL -> LastingEpoll.factory();
      case NIO -> NioIoHandler.newFactory();
    };
  }

  /** A channel of a proxy of this mode that can connect to this address. */
  public Channel client(SocketAddress address, Mode mode) {
    Channel channel = client(address);
    if (channel instanceof IoUringSocketChannel) {
      Ring.of(mode).use(channel);
    }
    return channel;
  }

  /** A channel that can connect to this address, and borrows no buffers of its event loop. */
  public Channel client(SocketAddress address) {
    if (address instanceof DomainSocketAddress) {
      return new EpollDomainSocketChannel();
    }
    return switch (this) {
      case IO_URING -> new IoUringSocketChannel();
      case EPOLL -> new EpollSocketChannel();
      case NIO -> new NioSocketChannel();
    };
  }

  /** Of a socket that is not connected yet: the end of its handshake is told as late as can be. */
  public void holdAcknowledgement(ChannelConfig config) {
    if (this == NIO) {
      config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_QUICKACK), false);
    } else {
      config.setOption(KernelOption.QUICK_ACK, 0);
    }
  }

  /** A channel for datagrams. */
  public Channel datagrams() {
    return switch (this) {
      case IO_URING -> new IoUringDatagramChannel();
      case EPOLL -> new EpollDatagramChannel();
      case NIO -> new NioDatagramChannel();
    };
  }

  /** A channel that can listen at this address. */
  public ServerChannel server(SocketAddress address) {
    if (address instanceof DomainSocketAddress) {
      return this == NIO
          ? new NioServerDomainSocketChannel()
          : new EpollServerDomainSocketChannel();
    }
    return switch (this) {
      case IO_URING -> new IoUringServerSocketChannel();
      case EPOLL -> new EpollServerSocketChannel();
      case NIO -> new NioServerSocketChannel();
    };
  }

  /** What accepted channels must know before they are registered. */
  void prepare(ServerBootstrap bootstrap, Mode mode) {
    if (this == IO_URING) {
      Ring.of(mode).use(bootstrap);
    }
  }

  /** A listening socket that the parent process opened. */
  public ServerChannel adopted(int descriptor) {
    if (this != EPOLL) {
      throw new IllegalArgumentException("an inherited descriptor needs the transport epoll");
    }
    Descriptor inherited = new Descriptor(descriptor);
    boolean unix = inherited.unix();
    inherited.neverBlock();
    int own = inherited.adopt();
    return unix ? new EpollServerDomainSocketChannel(own) : new EpollServerSocketChannel(own);
  }
}
