package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds exchanges that go round: a server may be a listener of this very process, and that one's
 * backend may have the same server, until all sessions are taken by one request. Connections to
 * ports of our own are known by the address that they come from, with the way that led to them; an
 * exchange that would go to a server a second time is ended. Costs others a look at a bit. Streams
 * of HTTP/2 and Unix sockets cannot be told apart so. Any thread.
 */
public final class Homeward {
  private final Map<SocketAddress, Hop> ways = new ConcurrentHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Replaced as a whole. */
  private volatile BitSet ports = new BitSet();

  private volatile boolean used;

  /** This process listens there, or has listened. */
  public synchronized void listens(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      BitSet more = (BitSet) ports.clone();
      more.set(inet.getPort());
      ports = more;
    }
  }

  /** Whether an exchange of this client has been sent to this server before. */
  boolean loops(Channel client, RunningServer to) {
    SocketAddress from = used ? client.remoteAddress() : null;
    Hop way = from == null ? null : ways.get(from);
    if (way == null || !way.passes(to)) {
      return false;
    }
    if (told.add(to.label())) {
      to.backend()
          .log()
          .send(
              ProxyLog.ALERT,
              "Server " + to.label() + " leads back to itself through this process: routing loop.");
    }
    return true;
  }

  /** An exchange of this client goes out by this connection, now. */
  void leaves(Channel client, ServerConnection by) {
    Channel channel = by.channel();
    if (!(channel.remoteAddress() instanceof InetSocketAddress there)
        || !ports.get(there.getPort())
        || !here(channel, there)) {
      return;
    }
    used = true;
    SocketAddress from = channel.localAddress();
    SocketAddress before = client.remoteAddress();
    Hop way = new Hop(by.server(), before == null ? null : ways.get(before));
    if (ways.put(from, way) == null) {
      var _ = channel.closeFuture().addListener(closed -> ways.remove(from));
    }
  }

  private static boolean here(Channel channel, InetSocketAddress there) {
    return channel.parent() == null
        && channel.localAddress() instanceof InetSocketAddress own
        && (there.getAddress().isLoopbackAddress() || there.getAddress().equals(own.getAddress()));
  }
}
