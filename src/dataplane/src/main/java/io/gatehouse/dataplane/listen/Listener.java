package io.gatehouse.dataplane.listen;

import io.gatehouse.api.ListenerView;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.telemetry.Gauge;
import io.gatehouse.model.Bind;
import io.gatehouse.model.Endpoint;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A {@code bind} line at work: one listening socket for each event loop where the kernel shares
 * ports among them, else one for all. It outlives the configuration that opened it when the next
 * one has the same line. Opened and closed by the control thread.
 */
public final class Listener extends ChannelInitializer<Channel> implements ListenerView {
  private final Loops loops;
  private final SocketKey key;
  private final Gate ownGate;
  private final Gauge connections = new Gauge();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final List<Channel> channels = new CopyOnWriteArrayList<>();
  private final Binding binding;
  private volatile boolean paused;
  private volatile boolean wanted;
  private volatile Duty duty;

  /** The event loops and what they own. */
  public interface Loops {
    List<Loop> all();

    Loop of(Channel channel);
  }

  /** The line, and the frontend that it stands in. */
  public record Place(Bind bind, RunningFrontend frontend) {
    SocketKey key() {
      return SocketKey.of(bind, frontend.frontend().proxy());
    }
  }

  /** Whom newcomers are for, and how they are received. */
  private record Duty(Place place, Reception reception) {
    Gates gates() {
      return reception.gates();
    }
  }

  /** The limits that hold for a listener. */
  public record Gates(Gate frontend, Gate process) {}

  public Listener(Place place, Loops loops, Gates gates) {
    this.loops = loops;
    this.key = place.key();
    this.duty = duty(place, gates, false);
    this.ownGate = new Gate(() -> duty.place().bind().maxconn(), connections);
    this.binding = new Binding(place.bind(), place.frontend().frontend().proxy(), loops.all());
    ownGate.add(this);
  }

  private Duty duty(Place place, Gates gates, boolean mapped) {
    return new Duty(place, new Reception(this, place, gates, mapped));
  }

  /** Whether its sockets are what this line asks for. */
  public boolean serves(Place place) {
    return key.equals(place.key());
  }

  /**
   * Binds, but lets newcomers wait in the backlog until {@link #accept}.
   *
   * @throws IllegalStateException with the address and the kernel's reason
   */
  public void bind() {
    channels.addAll(binding.open(this));
    loops.all().getFirst().homeward().listens(address());
    boolean mapped =
        address() instanceof InetSocketAddress inet && inet.getAddress() instanceof Inet6Address;
    duty = duty(duty.place(), duty.gates(), mapped);
  }

  /** Serves whoever connects. */
  public void accept() {
    duty.gates().frontend().add(this);
    duty.gates().process().add(this);
    paused = false;
    wanted = true;
    update();
  }

  /**
   * Binds; whoever connects from now on is served.
   *
   * @throws IllegalStateException with the address and the kernel's reason
   */
  public void open() {
    bind();
    accept();
  }

  /** From now on newcomers are received otherwise; the sockets stay. Control thread. */
  public void handOver(Place place, Gates gates) {
    Duty old = duty;
    duty = duty(place, gates, old.reception().mapped());
    if (!old.gates().frontend().equals(gates.frontend())) {
      old.gates().frontend().remove(this);
    }
    accept();
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

  /** Stops listening for good: no limit has to tell it anything any more. */
  public void end() {
    close();
    duty.gates().frontend().remove(this);
    duty.gates().process().remove(this);
  }

  /** Whether it is closed or waits to be resumed. */
  public boolean closed() {
    return channels.isEmpty();
  }

  /**
   * Stops listening until {@link #resume}. An inherited socket cannot be opened again, so it only
   * stops accepting.
   */
  public void pause() {
    paused = true;
    if (duty.place().bind().endpoint() instanceof Endpoint.Inherited) {
      channels.forEach(channel -> channel.config().setAutoRead(false));
    } else {
      close();
    }
  }

  public void resume() {
    if (channels.isEmpty()) {
      bind();
    }
    accept();
  }

  /** Where it listens; with port 0 the port that the kernel chose. */
  public SocketAddress address() {
    if (duty.place().bind().endpoint() instanceof Endpoint.Unix unix && !unix.abstractName()) {
      // The kernel goes on to tell the name from before it was moved to its place.
      return new DomainSocketAddress(unix.path());
    }
    return channels.get(0).localAddress();
  }

  public RunningFrontend frontend() {
    return duty.place().frontend();
  }

  Gate ownGate() {
    return ownGate;
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
    Reception now = duty.reception();
    boolean slow = now.pace().reached();
    channel.config().setAutoRead(wanted && !paused && !slow && !ownGate.full() && !now.full());
    if (slow && waiting.compareAndSet(false, true)) {
      var _ =
          channel
              .eventLoop()
              .schedule(this::again, now.pace().againInNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void again() {
    waiting.set(false);
    update();
  }

  @Override
  protected void initChannel(Channel channel) {
    Duty now = duty;
    now.reception().receive(channel, loops.of(channel), now.place().frontend());
  }

  @Override
  public String name() {
    return duty.reception().name();
  }

  @Override
  public int id() {
    return duty.reception().id();
  }

  @Override
  public int connections() {
    return connections.value();
  }
}
