package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.Captures;
import io.gatehouse.api.ConnectionView;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.ListenerView;
import io.gatehouse.api.Surroundings;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.connection.ClientSide;
import io.gatehouse.dataplane.connection.PeerAddress;
import io.gatehouse.dataplane.loop.KernelOption;
import io.gatehouse.dataplane.relay.Outlet;
import io.gatehouse.dataplane.route.RuleList;
import io.gatehouse.dataplane.route.RuleRunner;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.telemetry.LoggedExchange;
import io.gatehouse.dataplane.upstream.Dispatch;
import io.gatehouse.dataplane.upstream.DispatchPlan;
import io.gatehouse.dataplane.upstream.ServerConnection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What exchanges of both modes have in common. Confined to the client's event loop. */
public abstract class LiveExchange
    implements ExchangeControl, LoggedExchange, DispatchPlan, Dispatch.Owner, ClientSide {
  /** Scope {@code proc}: shared by the whole process, as its name says. */
  private static final Map<Variables.Name, VariableStore.Value> PROCESS = new ConcurrentHashMap<>();

  private static final AtomicLong IDS = new AtomicLong();
  private static final byte[] NOTHING = {};

  protected final ClientLink client;
  protected final Dispatch dispatch;
  protected final ExchangeMeasures measures;
  protected final RuleRunner runner = new RuleRunner();
  protected @Nullable RunningBackend backend;
  protected @Nullable ServerConnection serverConnection;
  protected @Nullable Reply reply;
  protected boolean tarpit;

  /** Whether the reply refuses, which is told apart from answers in logs and statistics. */
  protected boolean denied;

  protected boolean strict = true;
  private final VariableStore variables = new VariableStore(PROCESS);
  private final CaptureStore captures = new CaptureStore();
  private final long[] timeouts = new long[6];
  private @Nullable PeerAddress source;
  private @Nullable PeerAddress destination;
  private Phase phase = Phase.TCP_CONNECTION;
  private boolean expectProxy;
  private boolean dropped;
  private int priorityClass;
  private int priorityOffset;
  private int retries;
  private int logLevel;
  private boolean logged;
  private long id;

  // The dispatch only keeps the reference; it calls back after start.
  @SuppressWarnings("this-escape")
  protected LiveExchange(ClientLink client) {
    this.client = client;
    this.dispatch = new Dispatch(client.loop(), this);
    this.measures = new ExchangeMeasures(client);
    measures.dispatch(dispatch);
    next();
  }

  /** Forgets the exchange before; the connection's things stay. */
  protected final void next() {
    id = IDS.incrementAndGet();
    backend = null;
    serverConnection = null;
    source = null;
    destination = null;
    reply = null;
    tarpit = false;
    denied = false;
    strict = true;
    variables.nextExchange();
    captures.clear();
    runner.reset();
    java.util.Arrays.fill(timeouts, -1);
    priorityClass = 0;
    priorityOffset = 0;
    retries = -1;
    logLevel = UNSET;
    logged = false;
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
        return verdict == Verdict.DROP ? Welcome.DROP : Welcome.CLOSE;
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

  protected final void hangUp() {
    if (dropped) {
      Outlet.drop(client.channel());
    } else {
      Outlet.close(client.channel());
    }
  }

  protected final CaptureStore captureStore() {
    return captures;
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
    long set = timeouts[slot(kind)];
    return set >= 0 ? set : configured.toNanos();
  }

  @Override
  public final int logLevel() {
    return logLevel;
  }

  @Override
  public ByteSink logLine() {
    return client.loop().logLine();
  }

  /** The server's part is there: {@code option logasap} does not wait longer. */
  protected final void logEarly() {
    logged = client.frontend().traffic().answered(this);
  }

  /** Nothing more will happen. */
  protected final void logEnd() {
    if (!logged) {
      client.frontend().traffic().ended(this);
    }
    client.frontend().traffic().observed(this, client.frontend());
  }

  @Override
  public Exchange exchange() {
    return this;
  }

  @Override
  public DispatchPlan plan() {
    return this;
  }

  @Override
  public long connectNanos() {
    RunningBackend to = backend;
    return to == null ? 0 : limit(TimeoutKind.CONNECT, to.backend().timeouts().connect());
  }

  /** Without {@code timeout queue}, that of connecting holds (manual section 4.2). */
  @Override
  public long queueNanos() {
    RunningBackend to = backend;
    long own = to == null ? 0 : limit(TimeoutKind.QUEUE, to.backend().timeouts().queue());
    return own > 0 ? own : connectNanos();
  }

  @Override
  public int retries() {
    RunningBackend to = backend;
    return retries >= 0 || to == null ? retries : to.backend().retries().retries();
  }

  @Override
  public int priorityClass() {
    return priorityClass;
  }

  @Override
  public long queueDate() {
    return System.nanoTime() / 1_000_000 + priorityOffset;
  }

  @Override
  public int clientPort() {
    return to().port();
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
  public @Nullable ConnectionView upstream() {
    return serverConnection;
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
  public String backend() {
    RunningBackend to = backend;
    return to == null ? "" : to.name();
  }

  @Override
  public String server() {
    RunningServer to = backend == null ? null : dispatch.server();
    return to == null ? "" : to.name();
  }

  /** Points a view at a buffer's readable bytes; copied where the buffer is not an array's. */
  protected static ByteSpan view(@Nullable ByteBuf buffer, ByteSpan span) {
    if (buffer == null || !buffer.isReadable()) {
      return span.set(NOTHING, 0, 0);
    }
    byte[] bytes = ByteBufUtil.getBytes(buffer);
    return span.set(bytes, 0, bytes.length);
  }

  @Override
  public Captures captures() {
    return captures;
  }

  /** No configuration has a unique-id-format yet: it is refused at start. */
  @Override
  public boolean uniqueId(Sample out) {
    return false;
  }

  @Override
  public Variables variables() {
    return variables;
  }

  @Override
  public ExchangeMeasures measures() {
    return measures;
  }

  @Override
  public Surroundings surroundings() {
    return client.frontend().surroundings();
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public Phase phase() {
    return phase;
  }

  @Override
  public void reply(Reply given) {
    reply = given;
  }

  @Override
  public void deny(Reply given) {
    reply = given;
    denied = true;
  }

  @Override
  public void tarpit(Reply given) {
    reply = given;
    denied = true;
    tarpit = true;
  }

  /** In strict mode the exchange ends with the proxy's own page for 500. */
  @Override
  public Verdict rewriteFailed() {
    if (!strict) {
      return Verdict.CONTINUE;
    }
    reply = new Reply(500, java.util.List.of(), new Reply.Body.ErrorPage());
    measures.terminated('P', 'R');
    return Verdict.REPLY;
  }

  @Override
  public void strict(boolean on) {
    strict = on;
  }

  @Override
  public void typeOfService(boolean toClient, int value) {
    ServerConnection upstream = serverConnection;
    io.netty.channel.Channel channel =
        toClient ? client.channel() : upstream == null ? null : upstream.channel();
    if (channel != null) {
      channel.config().setOption(io.netty.channel.ChannelOption.IP_TOS, value);
    }
  }

  @Override
  public void mark(boolean toClient, int value) {
    ServerConnection upstream = serverConnection;
    io.netty.channel.Channel channel =
        toClient ? client.channel() : upstream == null ? null : upstream.channel();
    if (channel != null) {
      channel.config().setOption(KernelOption.MARK, value);
    }
  }

  @Override
  public Sample scratch() {
    return client.loop().scratch();
  }

  @Override
  public ByteSink scratchSink() {
    return client.loop().sink().clear();
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

  @Override
  public void logLevel(int level) {
    logLevel = level;
  }

  @Override
  public void timeout(TimeoutKind kind, Duration value) {
    timeouts[slot(kind)] = value.toNanos();
  }

  @Override
  public void priorityClass(int value) {
    priorityClass = value;
  }

  @Override
  public void priorityOffset(int millis) {
    priorityOffset = millis;
  }

  @Override
  public void retries(int count) {
    retries = count;
  }
}
