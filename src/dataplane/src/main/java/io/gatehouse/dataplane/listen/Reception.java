package io.gatehouse.dataplane.listen;

import io.gatehouse.api.ListenerView;
import io.gatehouse.dataplane.connection.Arrival;
import io.gatehouse.dataplane.connection.ClientConnection;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.loop.KernelOption;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.telemetry.ProxyCounters;
import io.gatehouse.model.Bind;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Proxy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.channel.unix.UnixChannel;

/**
 * What a listener does with newcomers under one configuration. A reload gives the listener another
 * one; connections keep the one that received them, so it does not know the frontend, which they
 * leave. Immutable; any thread.
 */
final class Reception implements ListenerView, ClientConnection.Watcher {
  private final Listener listener;
  private final Bind bind;
  private final ProxyCounters counters;
  private final Listener.Gates gates;
  private final Pace pace;
  private final Arrival arrival;

  /**
   * @param mapped whether clients of IPv4 come with mapped addresses
   */
  Reception(Listener listener, Listener.Place place, Listener.Gates gates, boolean mapped) {
    this.listener = listener;
    this.bind = place.bind();
    this.counters = place.frontend().counters();
    this.gates = gates;
    this.pace = new Pace(place.frontend().frontend().rateLimit(), counters.sessionRate);
    this.arrival =
        new Arrival(this, mapped, bind.flags().acceptProxy(), bind.protocol(), Sides.STANDARD);
  }

  boolean mapped() {
    return arrival.mapped();
  }

  Listener.Gates gates() {
    return gates;
  }

  Pace pace() {
    return pace;
  }

  /** Whether a limit is reached. */
  boolean full() {
    return gates.frontend().full() || gates.process().full();
  }

  /** A connection of this frontend that was just accepted. Its event loop. */
  void receive(Channel channel, Loop loop, RunningFrontend frontend) {
    listener.ownGate().enter();
    gates.frontend().enter();
    gates.process().enter();
    counters.connectionsTotal.increment();
    counters.connectionRate.count(System.nanoTime());
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    prepare(channel, frontend.frontend().proxy());
    ClientLink link = new ClientLink(channel, loop, frontend, arrival);
    channel.pipeline().addLast(new ClientConnection(link, Sides.of(link), this));
  }

  /** What is not inherited from the listening socket. */
  private void prepare(Channel channel, Proxy proxy) {
    boolean inherits = bind.endpoint() instanceof Endpoint.Inet && channel instanceof UnixChannel;
    boolean keepsAlive = proxy.tcp().clientKeepAlive().on();
    if (keepsAlive && !inherits && !(channel instanceof DomainSocketChannel)) {
      channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
    }
    // In mode http connections linger all the same: an answer is not to be lost.
    if (proxy.tcp().clientNoLinger() && proxy.mode() == Mode.TCP) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    int smaller = bind.socket().maxSegment();
    if (smaller < 0) {
      Integer size = channel.config().getOption(KernelOption.MAX_SEGMENT);
      if (size != null && size + smaller > 0) {
        channel.config().setOption(KernelOption.MAX_SEGMENT, size + smaller);
      }
    }
  }

  @Override
  public void opened() {
    counters.sessionsTotal.increment();
    counters.sessionRate.count(System.nanoTime());
    if (pace.reached()) {
      listener.update();
    }
  }

  @Override
  public void gone() {
    listener.ownGate().leave();
    gates.frontend().leave();
    gates.process().leave();
  }

  @Override
  public String name() {
    return bind.name();
  }

  @Override
  public int id() {
    return bind.id();
  }

  @Override
  public int connections() {
    return listener.connections();
  }
}
