package io.gatehouse.dataplane.listen;

import io.gatehouse.api.ListenerView;
import io.gatehouse.dataplane.connection.Arrival;
import io.gatehouse.dataplane.connection.ClientConnection;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.connection.ClientSide;
import io.gatehouse.dataplane.loop.KernelOption;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.telemetry.Gauge;
import io.gatehouse.model.Bind;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Proxy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.channel.unix.UnixChannel;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A {@code bind} line at work: one listening socket for each event loop where the kernel shares
 * ports among them, else one for all. Opened and closed by the control thread.
 */
public final class Listener extends ChannelInitializer<Channel>
    implements ListenerView, ClientConnection.Watcher {
  private final Bind bind;
  private final RunningFrontend frontend;
  private final Loops loops;
  private final Gate frontendGate;
  private final Gate processGate;
  private final Gate ownGate;
  private volatile boolean paused;
  private final Pace pace;
  private final Gauge connections = new Gauge();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final List<Channel> channels = new CopyOnWriteArrayList<>();
  private final Binding binding;
  private volatile boolean wanted;
  private volatile Arrival arrival;

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
    this.ownGate = new Gate(bind::maxconn, connections);
    this.pace = new Pace(frontend.frontend().rateLimit(), frontend.counters().sessionRate);
    this.binding = new Binding(bind, frontend.frontend().proxy(), loops.all());
    this.arrival = new Arrival(this, false, bind.flags().acceptProxy());
    ownGate.add(this);
    frontendGate.add(this);
    processGate.add(this);
  }

  /**
   * Binds; whoever connects from now on is served.
   *
   * @throws IllegalStateException with the address and the kernel's reason
   */
  public void open() {
    channels.addAll(binding.open(this));
    boolean mapped =
        address() instanceof InetSocketAddress inet && inet.getAddress() instanceof Inet6Address;
    arrival = new Arrival(this, mapped, bind.flags().acceptProxy());
    wanted = true;
    update();
  }

  /** Whether a socket of it listens no more though nobody closed it. Any thread. */
  public boolean lost() {
    for (Channel channel : channels) {
      if (wanted && !ListeningSocket.listens(channel)) {
        // Closed in between by those who may.
        return wanted;
      }
    }
    return false;
  }

  /** Looks at limits that were changed. Control thread. */
  public void limitsChanged() {
    update();
  }

  /** Stops listening; accepted connections go on. */
  public void close() {
    wanted = false;
    for (Channel channel : channels) {
      channel.close().syncUninterruptibly();
    }
    channels.clear();
    binding.closed();
  }

  /**
   * Stops listening until {@link #resume}. An inherited socket cannot be opened again, so it only
   * stops accepting.
   */
  public void pause() {
    paused = true;
    if (bind.endpoint() instanceof Endpoint.Inherited) {
      channels.forEach(channel -> channel.config().setAutoRead(false));
    } else {
      close();
    }
  }

  public void resume() {
    paused = false;
    if (channels.isEmpty()) {
      open();
    } else {
      update();
    }
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
    for (Channel channel : channels) {
      EventLoop loop = channel.eventLoop();
      if (loop.inEventLoop()) {
        refresh(channel);
      } else {
        // Decided on the socket's own loop: the last change of a limit is the last one looked at.
        loop.execute(() -> refresh(channel));
      }
    }
  }

  private void refresh(Channel channel) {
    boolean slow = pace.reached();
    boolean accept =
        !paused && !slow && !ownGate.full() && !frontendGate.full() && !processGate.full();
    channel.config().setAutoRead(accept);
    if (slow && waiting.compareAndSet(false, true)) {
      var _ = channel.eventLoop().schedule(this::again, pace.againInNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void again() {
    waiting.set(false);
    update();
  }

  @Override
  protected void initChannel(Channel channel) {
    ownGate.enter();
    frontendGate.enter();
    processGate.enter();
    frontend.counters().connectionsTotal.increment();
    frontend.counters().connectionRate.count(System.nanoTime());
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    prepare(channel);
    ClientLink link = new ClientLink(channel, loops.of(channel), frontend, arrival);
    ClientSide side = Sides.of(link);
    channel.pipeline().addLast(new ClientConnection(link, side, this));
  }

  /** What is not inherited from the listening socket. */
  private void prepare(Channel channel) {
    boolean inherits = bind.endpoint() instanceof Endpoint.Inet && channel instanceof UnixChannel;
    if (!inherits && !(channel instanceof DomainSocketChannel)) {
      channel.config().setOption(ChannelOption.TCP_NODELAY, true);
      if (frontend.frontend().proxy().tcp().clientKeepAlive().on()) {
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
      }
    }
    Proxy proxy = frontend.frontend().proxy();
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
    frontend.counters().sessionsTotal.increment();
    frontend.counters().sessionRate.count(System.nanoTime());
    if (pace.reached()) {
      update();
    }
  }

  @Override
  public void gone() {
    ownGate.leave();
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
