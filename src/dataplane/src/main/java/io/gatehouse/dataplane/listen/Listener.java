package io.gatehouse.dataplane.listen;

import io.gatehouse.api.ListenerView;
import io.gatehouse.dataplane.connection.ClientConnection;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.connection.ClientSide;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.telemetry.Gauge;
import io.gatehouse.model.Bind;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A {@code bind} line at work: one listening socket for each event loop where the kernel shares
 * ports among them, else one for all. Opened and closed by the control thread.
 */
public final class Listener extends ChannelInitializer<Channel> implements ListenerView {
  private final Bind bind;
  private final RunningFrontend frontend;
  private final Loops loops;
  private final Gate frontendGate;
  private final Gate processGate;
  private final Gauge connections = new Gauge();
  private final List<Channel> channels = new CopyOnWriteArrayList<>();

  /** The event loops and what they own. */
  public interface Loops {
    List<Loop> all();

    Loop of(Channel channel);
  }

  /** The limits that hold for a listener. */
  public record Gates(Gate frontend, Gate process) {}

  public Listener(Bind bind, RunningFrontend frontend, Loops loops, Gates gates) {
    this.bind = bind;
    this.frontend = frontend;
    this.loops = loops;
    this.frontendGate = gates.frontend();
    this.processGate = gates.process();
    frontendGate.add(this);
    processGate.add(this);
  }

  /**
   * Binds; whoever connects from now on is served.
   *
   * @throws IllegalStateException with the address and the kernel's reason
   */
  public void open() {
    channels.addAll(new Binding(bind, loops.all()).open(this));
  }

  /** Stops listening; accepted connections go on. */
  public void close() {
    for (Channel channel : channels) {
      channel.close().syncUninterruptibly();
    }
    channels.clear();
  }

  /** Where it listens; with port 0 the port that the kernel chose. */
  public SocketAddress address() {
    return channels.get(0).localAddress();
  }

  public RunningFrontend frontend() {
    return frontend;
  }

  /** Accepts, or leaves newcomers in the backlog, as the limits say. */
  void update() {
    boolean accept = !frontendGate.full() && !processGate.full();
    for (Channel channel : channels) {
      channel.config().setAutoRead(accept);
    }
  }

  @Override
  protected void initChannel(Channel channel) {
    frontendGate.enter();
    processGate.enter();
    connections.rise();
    frontend.counters().connectionsTotal.increment();
    frontend.counters().connectionRate.count(System.nanoTime());
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    channel.config().setOption(ChannelOption.TCP_NODELAY, true);
    if (frontend.frontend().proxy().tcp().clientKeepAlive()) {
      channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
    }
    ClientLink link = new ClientLink(channel, loops.of(channel), frontend, this);
    ClientSide side = Sides.of(link);
    channel.pipeline().addLast(new ClientConnection(side, this::left));
  }

  private void left() {
    connections.fall();
    frontendGate.leave();
    processGate.leave();
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
    return connections.value();
  }
}
