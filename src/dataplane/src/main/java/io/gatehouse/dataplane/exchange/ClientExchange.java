package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.ConnectionView;
import io.gatehouse.api.ListenerView;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.connection.ClientSide;
import io.gatehouse.dataplane.connection.PeerAddress;
import io.gatehouse.dataplane.relay.Outlet;
import io.gatehouse.dataplane.route.RuleList;
import io.gatehouse.dataplane.route.RuleRunner;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of an exchange: whether the connection is let in, who its two ends are, and how
 * it is closed. Confined to the client's event loop.
 */
abstract class ClientExchange implements ExchangeControl, ClientSide {
  protected final ClientLink client;
  protected final RuleRunner runner = new RuleRunner();
  protected boolean strict = true;
  private @Nullable PeerAddress source;
  private @Nullable PeerAddress destination;

  /** The last write to the client, once it is known that no other exchange follows. */
  protected @Nullable ChannelFuture lastWrite;

  private Phase phase = Phase.TCP_CONNECTION;
  private boolean expectProxy;
  private boolean dropped;

  /** Nanoseconds by kind, made when the first rule sets one. */
  private long @Nullable [] timeouts;

  ClientExchange(ClientLink client) {
    this.client = client;
  }

  /** Before the next exchange of the connection: only the session's things stay. */
  protected final void forgetEnds() {
    source = null;
    destination = null;
    timeouts = null;
    strict = true;
    runner.reset();
  }

  protected final void phase(Phase now) {
    phase = now;
    strict = true;
    runner.reset();
  }

  /** The rules about connections, before anything was read. */
  @Override
  public final Welcome accepted() {
    RuleList rules = client.frontend().rules().tcpConnection();
    if (!rules.isEmpty()) {
      phase(Phase.TCP_CONNECTION);
      Verdict verdict = runner.run(rules, this);
      if (verdict != Verdict.CONTINUE && verdict != Verdict.STOP) {
        client.frontend().counters().deniedConnections.increment();
        return verdict == Verdict.DROP ? Welcome.DROP : Welcome.RESET;
      }
    }
    if (Monitored.answers(client)) {
      return Welcome.CLOSE;
    }
    return expectProxy || client.acceptProxy() ? Welcome.EXPECT_PROXY : Welcome.SERVE;
  }

  @Override
  public void expectProxy() {
    expectProxy = true;
  }

  /** The rules about sessions; anything but going on ends the connection. */
  protected final Verdict session() {
    RuleList rules = client.frontend().rules().tcpSession();
    if (rules.isEmpty()) {
      return Verdict.CONTINUE;
    }
    phase(Phase.TCP_SESSION);
    return runner.run(rules, this);
  }

  /** A rule ended the connection; a dropped one is not told so. */
  protected final void refused(Verdict verdict) {
    dropped = verdict == Verdict.DROP;
  }

  /** Ends the output; what the client still sends is read and forgotten until it ends too. */
  protected final void linger() {
    if (dropped || client.stream()) {
      hangUp();
    } else {
      Outlet.end(client.channel());
      client.channel().config().setAutoRead(true);
    }
  }

  /** {@code option nolinger} of the frontend. */
  protected final boolean noLinger() {
    return client.frontend().frontend().proxy().tcp().clientNoLinger();
  }

  /**
   * Closes. A client that has not ended is told so before: the kernel answers with a reset what was
   * sent and is not read when a connection is closed, and always with {@code option nolinger}.
   */
  protected final void leave(boolean clientEnded) {
    if (clientEnded || dropped || !client.channel().isActive()) {
      hangUp();
    } else {
      Outlet.endAndClose(client.channel());
    }
  }

  protected final void hangUp() {
    ChannelFuture last = lastWrite;
    if (dropped) {
      Outlet.drop(client.connection());
    } else if (last != null) {
      Outlet.close(client.channel(), last);
    } else {
      Outlet.close(client.channel());
    }
  }

  @Override
  public SocketAddress source() {
    return from().address();
  }

  @Override
  public byte[] sourceAddress() {
    return from().bytes();
  }

  @Override
  public SocketAddress destination() {
    return to().address();
  }

  @Override
  public byte[] destinationAddress() {
    return to().bytes();
  }

  /** The client's end as this exchange sees it. */
  protected final PeerAddress from() {
    PeerAddress own = source;
    return own == null ? client.sessionSource() : own;
  }

  /** The end that the client came to, as this exchange sees it. */
  protected final PeerAddress to() {
    PeerAddress own = destination;
    return own == null ? client.sessionDestination() : own;
  }

  @Override
  public ConnectionView client() {
    return client;
  }

  @Override
  public ListenerView listener() {
    return client.listener();
  }

  @Override
  public String frontend() {
    return client.frontend().name();
  }

  @Override
  public Phase phase() {
    return phase;
  }

  @Override
  public void strict(boolean on) {
    strict = on;
  }

  @Override
  public void source(InetSocketAddress address) {
    switch (phase) {
      case TCP_CONNECTION -> client.source(address);
      case TCP_SESSION -> client.sessionSource(address);
      default -> source = PeerAddress.of(address);
    }
  }

  @Override
  public void destination(InetSocketAddress address) {
    switch (phase) {
      case TCP_CONNECTION -> client.destination(address);
      case TCP_SESSION -> client.sessionDestination(address);
      default -> destination = PeerAddress.of(address);
    }
  }

  private static int slot(TimeoutKind kind) {
    return switch (kind) {
      case CLIENT -> 0;
      case SERVER -> 1;
      case TUNNEL -> 2;
      case CONNECT -> 3;
      case QUEUE -> 4;
      case TARPIT -> 5;
    };
  }

  /** The timeout in nanoseconds that holds: a rule's, or the configured one. */
  protected final long limit(TimeoutKind kind, Duration configured) {
    long[] own = timeouts;
    long set = own == null ? -1 : own[slot(kind)];
    return set >= 0 ? set : configured.toNanos();
  }

  @Override
  public void timeout(TimeoutKind kind, Duration value) {
    long[] own = timeouts;
    if (own == null) {
      own = new long[TimeoutKind.values().length];
      Arrays.fill(own, -1);
      timeouts = own;
    }
    own[slot(kind)] = value.toNanos();
  }
}
