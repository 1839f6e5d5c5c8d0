package io.gatehouse.gateway.runtime;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.loop.LastingEpoll;
import io.gatehouse.gateway.runtime.command.Connection;
import io.gatehouse.gateway.runtime.command.Registry;
import io.gatehouse.gateway.runtime.command.Release;
import io.gatehouse.gateway.runtime.command.RunningGateway;
import io.gatehouse.gateway.vip.VirtualIpService;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.Global;
import io.gatehouse.model.StatsSettings;
import io.gatehouse.model.StatsSocket;
import io.gatehouse.model.UnixOwner;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The doors to a running gateway: every {@code stats socket} line of its configuration. Opened and
 * closed by the control thread; it shares no thread with the traffic.
 */
public final class RuntimeSocket implements AutoCloseable {
  private final Registry registry;
  private volatile StatsSettings settings;
  private final EventLoopGroup loop;
  private volatile Map<Place, Open> doors = Map.of();
  private final ConcurrentHashMap.KeySetView<Channel, Boolean> guests =
      ConcurrentHashMap.newKeySet();

  /** Where a line opens a door; the rest of it may change while the door stays open. */
  private record Place(Endpoint endpoint, UnixOwner owner) {
    static Place of(StatsSocket line) {
      return new Place(line.bind().endpoint(), line.bind().owner());
    }
  }

  /** The line of a door, which a reload may change while the door stays open. */
  private static final class Said {
    private volatile StatsSocket line;

    Said(StatsSocket line) {
      this.line = line;
    }
  }

  /** An open door and the line that says who may do what behind it. */
  private record Open(Said said, Channel channel) {
    void admit(boolean room) {
      channel.config().setAutoRead(room);
    }

    void close() {
      channel.close().syncUninterruptibly();
    }
  }

  /** Doors of another configuration, open beside those in use. */
  public final class Change {
    private final Global next;
    private final Map<Place, Open> fresh = new LinkedHashMap<>();

    private Change(Global next) {
      this.next = next;
    }

    private void open() {
      for (StatsSocket line : next.statsSockets()) {
        Place place = Place.of(line);
        if (!doors.containsKey(place) && !fresh.containsKey(place)) {
          Said said = new Said(line);
          fresh.put(place, new Open(said, new Door(line, loop, acceptor(said)).open()));
        }
      }
    }

    /** Closes what was opened for it. */
    public void abandon() {
      fresh.values().forEach(Open::close);
    }

    /** Doors that stay keep their conversations; those that are gone admit nobody any more. */
    public void commit() {
      Map<Place, Open> left = new HashMap<>(doors);
      Map<Place, Open> all = new LinkedHashMap<>();
      for (StatsSocket line : next.statsSockets()) {
        Place place = Place.of(line);
        Open known = left.remove(place);
        if (known != null) {
          known.said.line = line;
          all.put(place, known);
        } else if (fresh.containsKey(place)) {
          all.putIfAbsent(place, Objects.requireNonNull(fresh.get(place)));
        }
      }
      settings = next.stats();
      doors = Collections.unmodifiableMap(all);
      left.values().forEach(Open::close);
      admit();
    }
  }

  private RuntimeSocket(Registry registry, StatsSettings settings) {
    this.registry = registry;
    this.settings = settings;
    this.loop =
        new MultiThreadIoEventLoopGroup(
            1,
            new DefaultThreadFactory("gatehouse-stats", true),
            Epoll.isAvailable() ? LastingEpoll.factory() : NioIoHandler.newFactory());
  }

  /**
   * Opens all of them, or none.
   *
   * @throws IllegalStateException with the address that cannot be opened
   */
  public static RuntimeSocket open(
      DataPlane plane, GatewayModel model, Release release, VirtualIpService vips) {
    RunningGateway gateway = new RunningGateway(plane, release, vips);
    RuntimeSocket socket = new RuntimeSocket(Registry.of(gateway), model.global().stats());
    try {
      socket.prepare(model.global()).commit();
    } catch (RuntimeException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  /**
   * Opens what another configuration has and this one has not.
   *
   * @throws IllegalStateException with the address that cannot be opened; nothing has changed then
   */
  public Change prepare(Global next) {
    Change change = new Change(next);
    try {
      change.open();
    } catch (RuntimeException refused) {
      change.abandon();
      throw refused;
    }
    return change;
  }

  private ChannelInitializer<Channel> acceptor(Said said) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        welcome(channel, said.line.level());
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
    doors.values().forEach(door -> door.admit(room));
  }

  /** Where the doors are, in the order of the file. */
  List<SocketAddress> addresses() {
    return doors.values().stream().map(door -> door.channel.localAddress()).toList();
  }

  /** Ends all conversations. The files of Unix sockets stay: a successor may own them already. */
  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
