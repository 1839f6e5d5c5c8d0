package io.gatehouse.dataplane.connection;

import io.gatehouse.api.ConnectionView;
import io.gatehouse.api.ListenerView;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.proxyprotocol.ProxyHeader;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.model.Bind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a client's connection: its ends as the kernel or {@code tcp-request connection}
 * rules tell them, and those of the session on it, which a PROXY header or {@code tcp-request
 * session} rules may put in their place. Confined to its event loop.
 */
public class ClientLink implements ConnectionView {
  private final Channel channel;
  private final Loop loop;
  private RunningFrontend frontend;
  private final Arrival arrival;
  private final long acceptDate;
  private final long acceptNanos;
  private long openedNanos;
  private PeerAddress source;
  private PeerAddress destination;
  private PeerAddress sessionSource;
  private PeerAddress sessionDestination;
  private @Nullable ProxyHeader header;

  public ClientLink(Channel channel, Loop loop, RunningFrontend frontend, Arrival arrival) {
    this.channel = channel;
    this.loop = loop;
    this.frontend = frontend;
    this.arrival = arrival;
    frontend.guests().rise();
    this.acceptDate = frontend.surroundings().wallClock();
    this.acceptNanos = System.nanoTime();
    this.openedNanos = acceptNanos;
    PeerAddress from = PeerAddress.of(channel.remoteAddress());
    PeerAddress to = PeerAddress.of(channel.localAddress());
    this.source = arrival.mapped() ? from.mapped() : from;
    this.destination = arrival.mapped() ? to.mapped() : to;
    this.sessionSource = source;
    this.sessionDestination = destination;
  }

  /** Of a stream on a connection. */
  ClientLink(ClientLink connection, Channel stream, StreamLink.Begin begin) {
    this.channel = stream;
    this.loop = connection.loop;
    this.frontend = connection.frontend;
    this.arrival = connection.arrival;
    this.acceptDate = begin.date();
    this.acceptNanos = begin.accepted();
    this.openedNanos = begin.opened();
    this.source = connection.source;
    this.destination = connection.destination;
    this.sessionSource = connection.sessionSource;
    this.sessionDestination = connection.sessionDestination;
    this.header = connection.header;
    frontend.guests().rise();
  }

  /** What exchanges read from and write to. */
  public Channel channel() {
    return channel;
  }

  /** The client's socket. */
  public Channel connection() {
    return channel;
  }

  /** Whether it carries one exchange only, beside others of the same connection. */
  public boolean stream() {
    return false;
  }

  /** Whether clients of this connection speak HTTP/2 from its first byte. */
  public boolean startsWithHttp2() {
    return arrival.protocol() == Bind.Protocol.H2;
  }

  /** Whether the connection may begin with the preface of HTTP/2. */
  public boolean mayBecomeHttp2() {
    return arrival.protocol() == Bind.Protocol.EITHER
        && frontend.frontend().proxy().http().http2Upgrade();
  }

  /** Goes over to HTTP/2; see {@link Takeover#http2}. */
  public void http2(ClientSide session, @Nullable ByteBuf received) {
    arrival.takeover().http2(this, session, received);
  }

  public Loop loop() {
    return loop;
  }

  public RunningFrontend frontend() {
    return frontend;
  }

  /**
   * Between two exchanges: goes over to the configuration in force. False when nothing changed for
   * it, or when it has become something that it cannot go over to.
   */
  public boolean renew() {
    RunningFrontend now = frontend.newest();
    if (now.equals(frontend)
        || now.frontend().proxy().mode() != frontend.frontend().proxy().mode()) {
      return false;
    }
    frontend.guests().fall();
    now.guests().rise();
    frontend = now;
    return true;
  }

  void leave() {
    frontend.guests().fall();
  }

  public ListenerView listener() {
    return arrival.listener();
  }

  /** Whether the bind line asks for a PROXY header ({@code accept-proxy}). */
  public boolean acceptProxy() {
    return arrival.acceptProxy();
  }

  public long acceptDate() {
    return acceptDate;
  }

  public long acceptNanos() {
    return acceptNanos;
  }

  /** When handshakes were over. */
  public long openedNanos() {
    return openedNanos;
  }

  /** The client's address of the session: that of the connection unless something else was said. */
  public PeerAddress sessionSource() {
    return sessionSource;
  }

  public PeerAddress sessionDestination() {
    return sessionDestination;
  }

  /** {@code tcp-request connection set-src}: of the connection and of all that follows. */
  public void source(InetSocketAddress address) {
    source = PeerAddress.of(address);
    sessionSource = source;
  }

  public void destination(InetSocketAddress address) {
    destination = PeerAddress.of(address);
    sessionDestination = destination;
  }

  /** {@code tcp-request session set-src}. */
  public void sessionSource(InetSocketAddress address) {
    sessionSource = PeerAddress.of(address);
  }

  public void sessionDestination(InetSocketAddress address) {
    sessionDestination = PeerAddress.of(address);
  }

  /** The PROXY header has come. */
  void proxied(ProxyHeader received) {
    header = received;
    openedNanos = System.nanoTime();
    if (received.source() != null && received.destination() != null) {
      sessionSource = PeerAddress.of(received.source());
      sessionDestination = PeerAddress.of(received.destination());
    }
  }

  @Override
  public byte[] sourceAddress() {
    return source.bytes();
  }

  @Override
  public int sourcePort() {
    return source.port();
  }

  @Override
  public byte[] destinationAddress() {
    return destination.bytes();
  }

  @Override
  public int destinationPort() {
    return destination.port();
  }

  @Override
  public boolean proxied() {
    return header != null;
  }

  @Override
  public boolean tlv(int type, Sample out) {
    ProxyHeader received = header;
    return received != null && received.elements().find(type, out);
  }

  @Override
  public long tcpInfo(TcpInfo value) {
    return KernelInfo.read(connection(), value);
  }
}
