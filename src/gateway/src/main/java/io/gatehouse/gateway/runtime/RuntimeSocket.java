package io.gatehouse.gateway.runtime;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.gateway.runtime.command.Connection;
import io.gatehouse.gateway.runtime.command.Registry;
import io.gatehouse.gateway.runtime.command.Release;
import io.gatehouse.gateway.runtime.command.RunningGateway;
import io.gatehouse.gateway.vip.VirtualIpService;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.StatsSettings;
import io.gatehouse.model.StatsSocket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The doors to a running gateway: every {@code stats socket} line of its configuration. Opened and
 * closed by the control thread; it shares no thread with the traffic.
 */
public final class RuntimeSocket implements AutoCloseable {
  private final Registry registry;
  private final StatsSettings settings;
  private final EventLoopGroup loop;
  private final List<Channel> doors = new CopyOnWriteArrayList<>();
  private final ConcurrentHashMap.KeySetView<Channel, Boolean> guests =
      ConcurrentHashMap.newKeySet();

  private RuntimeSocket(Registry registry, StatsSettings settings) {
    this.registry = registry;
    this.settings = settings;
    this.loop =
        new MultiThreadIoEventLoopGroup(
            1,
            new DefaultThreadFactory("gatehouse-stats", true),
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /**
   * Opens all of them, or none.
   *
   * @throws IllegalStateException with the address that cannot be opened
   */
  public static RuntimeSocket open(
      DataPlane plane, GatewayModel model, Release release, VirtualIpService vips) {
    RunningGateway gateway = new RunningGateway(plane, model, release, vips);
    RuntimeSocket socket = new RuntimeSocket(Registry.of(gateway), model.global().stats());
    try {
      for (StatsSocket line : model.global().statsSockets()) {
        socket.doors.add(new Door(line, socket.loop, socket.acceptor(line)).open());
      }
    } catch (RuntimeException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  private ChannelInitializer<Channel> acceptor(StatsSocket line) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        welcome(channel, line.level());
      }
    };
  }

  private void welcome(Channel channel, StatsSocket.Level level) {
    Conduit conduit = new Conduit(channel);
    channel.pipeline().addLast(conduit);
    guests.add(channel);
    admit();
    channel
        .closeFuture()
        .addListener(
            closed -> {
              guests.remove(channel);
              admit();
            });
    Connection connection = new Connection(level, settings.timeout());
    Thread.ofVirtual()
        .name("gatehouse-stats")
        .start(new Conversation(conduit, connection, registry));
  }

  /** Beyond {@code stats maxconn} newcomers wait in the backlog. Event loop. */
  private void admit() {
    boolean room = guests.size() < settings.maxconn();
    for (Channel door : doors) {
      door.config().setAutoRead(room);
    }
  }

  /** Where the doors are, in the order of the file. */
  List<SocketAddress> addresses() {
    return doors.stream().map(Channel::localAddress).toList();
  }

  /** Ends all conversations. The files of Unix sockets stay: a successor may own them already. */
  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
