package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.http2.ServerMux;
import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.RunningServer;
import io.netty.channel.Channel;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server that speaks HTTP/2. Exchanges get a {@link ServerConnection} each, which
 * is one of its streams. One that carries none waits, like an idle connection of HTTP/1, for {@code
 * pool-purge-delay}; the last one to a server waits on. Confined to one event loop.
 */
final class SharedConnection extends Deadline implements ServerMux.Owner {
  private final Loop loop;
  private final RunningServer server;
  private final Departure departure;
  private final SocketAddress target;
  private final SharedConnections all;
  private final ServerMux mux;
  private boolean idle;
  private @Nullable Object reservedFor;

  /**
   * @param channel a connection that stands
   */
  SharedConnection(Loop loop, RunningServer server, Departure departure, Channel channel) {
    this.loop = loop;
    this.server = server;
    this.departure = departure;
    this.target = server.address();
    this.all = loop.idle().shared();
    this.mux = ServerMux.start(channel, loop.serverHttp2(), loop.editedHeads(), this);
    all.add(this);
  }

  RunningServer server() {
    return server;
  }

  /**
   * Another exchange for it.
   *
   * @return null where it takes no more
   */
  @Nullable ServerConnection open() {
    int before = mux.total();
    Channel stream = mux.open();
    if (stream == null) {
      return null;
    }
    if (idle) {
      idle = false;
      server.idle().fall();
      loop.deadlines().clear(this);
    }
    int most = server.server().limits().maxReuse();
    if (most >= 0 && before >= most) {
      mux.leave();
    }
    ServerConnection made = new ServerConnection(loop, server, departure, stream, before);
    stream.pipeline().addLast(made);
    return made;
  }

  /** Whether an exchange that departs like this may use it. */
  boolean takes(Departure wanted, boolean proven) {
    return !mux.full()
        && target.equals(server.address())
        && departure.equals(wanted)
        && (!proven || mux.total() > 1);
  }

  boolean carries(ServerConnection stream) {
    return mux.carries(stream.channel());
  }

  /** Nobody else is to use it. */
  void leave() {
    mux.leave();
  }

  /** Only this session is to use it before it is idle; null for everybody. */
  void reserve(@Nullable Object session) {
    reservedFor = session;
  }

  /** Whether no other session has it at present. */
  boolean free(@Nullable Object session) {
    return reservedFor == null || reservedFor.equals(session);
  }

  @Override
  public void streamEnded() {
    if (mux.streams() > 0) {
      return;
    }
    reservedFor = null;
    long delay = server.server().limits().poolPurgeDelay().toNanos();
    if (delay > 0 && IdlePools.mayKeep(server)) {
      idle = true;
      loop.deadlines().in(this, delay);
    } else {
      mux.leave();
    }
  }

  @Override
  protected void expired() {
    if (all.others(this)) {
      mux.leave();
    }
  }

  @Override
  public void left() {
    all.remove(this);
    loop.deadlines().remove(this);
    if (idle) {
      idle = false;
      server.idle().fall();
    }
  }
}
