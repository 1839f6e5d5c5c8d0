package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Captures;
import io.gatehouse.api.ConnectionView;
import io.gatehouse.api.Decisions;
import io.gatehouse.api.Surroundings;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.telemetry.LoggedExchange;
import io.gatehouse.dataplane.upstream.Dispatch;
import io.gatehouse.dataplane.upstream.DispatchOwner;
import io.gatehouse.dataplane.upstream.DispatchPlan;
import io.gatehouse.dataplane.upstream.Marks;
import io.gatehouse.dataplane.upstream.ServerConnection;
import io.gatehouse.model.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What exchanges of both modes have in common. Confined to the client's event loop. */
public abstract class LiveExchange extends ResolvingExchange
    implements LoggedExchange, Decisions, DispatchOwner {
  private static final AtomicLong IDS = new AtomicLong();

  protected final Dispatch dispatch;
  protected final ExchangeMeasures measures;
  protected @Nullable RunningBackend backend;
  protected @Nullable ServerConnection serverConnection;
  protected @Nullable Reply reply;
  protected boolean tarpit;

  /** Whether the reply refuses, which is told apart from answers in logs and statistics. */
  protected boolean denied;

  private final VariableStore variables = new VariableStore();
  private CaptureStore captures;
  private OwnId uniqueId;
  private int priorityClass;
  private int priorityOffset;
  private int retries;
  private Marks marks = Marks.NONE;
  private int logLevel;
  private String lastRuleFile = "";
  private int lastRuleLine;
  private boolean logged;
  private long id;

  // The dispatch only keeps the reference; it calls back after start.
  @SuppressWarnings("this-escape")
  protected LiveExchange(ClientLink client) {
    super(client);
    this.captures = new CaptureStore(client.frontend().captures(), client.loop().loggedLine());
    this.uniqueId = OwnId.of(client.frontend().uniqueIdFormat());
    this.dispatch = new Dispatch(client, this);
    this.measures = new ExchangeMeasures(client);
    measures.dispatch(dispatch);
    next();
  }

  /** Between two exchanges: goes over to the configuration in force, if it is another one. */
  protected final boolean goOver() {
    boolean renewed = client.renew();
    if (renewed) {
      captures = new CaptureStore(client.frontend().captures(), client.loop().loggedLine());
      uniqueId = OwnId.of(client.frontend().uniqueIdFormat());
    }
    return renewed;
  }

  /** Forgets the exchange before; the connection's things stay. */
  protected final void next() {
    id = IDS.incrementAndGet();
    backend = null;
    serverConnection = null;
    reply = null;
    tarpit = false;
    denied = false;
    variables.nextExchange();
    captures.clear();
    uniqueId.clear();
    forgetEnds();
    forgetSession();
    endLookup();
    priorityClass = 0;
    priorityOffset = 0;
    retries = -1;
    marks = Marks.NONE;
    lastRuleFile = "";
    lastRuleLine = 0;
    logLevel = UNSET;
    logged = false;
  }

  /** The other one holds what belongs to the session of this exchange. */
  protected final void share(LiveExchange session) {
    shareCounters(session);
    variables.share(session.variables);
  }

  protected final CaptureStore captureStore() {
    return captures;
  }

  @Override
  public final int logLevel() {
    return logLevel;
  }

  @Override
  public ByteSink logLine() {
    return client.loop().logLine();
  }

  /** The request's head is there: a line that tells of nothing else does not wait longer. */
  protected final void logRequested() {
    logged = client.frontend().traffic().requested(this);
  }

  /** The server's part is there: a line without sizes and times does not wait longer. */
  protected final void logAnswered() {
    logged = client.frontend().traffic().answered(this);
  }

  /** Nothing more will happen. */
  protected final void logEnd() {
    countBytes();
    if (unread()) {
      captures.unread();
    }
    if (!logged) {
      client.frontend().traffic().ended(this);
    }
    client.frontend().traffic().observed(this, client.frontend());
    endCounting();
  }

  @Override
  public ExchangeControl exchange() {
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
    return client.loop().clock().now() / 1_000_000 + priorityOffset;
  }

  @Override
  public int clientPort() {
    return to().port();
  }

  @Override
  public @Nullable ConnectionView upstream() {
    return serverConnection;
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

  @Override
  public Captures captures() {
    return captures;
  }

  @Override
  public boolean uniqueId(Sample out) {
    return uniqueId.read(this, out);
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
  public void typeOfService(boolean toClient, int value) {
    if (toClient) {
      Marks.NONE.withTypeOfService(value).apply(client.connection().config());
    } else {
      mark(marks.withTypeOfService(value));
    }
  }

  @Override
  public void mark(boolean toClient, int value) {
    if (toClient) {
      Marks.NONE.withMark(value).apply(client.connection().config());
    } else {
      mark(marks.withMark(value));
    }
  }

  /** Rules of a request come before the connection, those of a response behind it. */
  private void mark(Marks chosen) {
    marks = chosen;
    ServerConnection upstream = serverConnection;
    if (upstream != null) {
      chosen.apply(upstream.channel().config());
    }
  }

  @Override
  public Marks marks() {
    return marks;
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
  public void logLevel(int level) {
    logLevel = level;
  }

  @Override
  public void priorityClass(int value) {
    priorityClass = value;
  }

  @Override
  public void priorityOffset(int millis) {
    priorityOffset = millis;
  }

  /** A number of retries that a frontend's rule set does not follow to another backend. */
  protected final void backend(@Nullable RunningBackend chosen) {
    boolean same =
        chosen != null
            && chosen.backend().proxy().kind() == Proxy.Kind.LISTEN
            && chosen.name().equals(frontend());
    if (!same) {
      retries = -1;
    }
    backend = chosen;
    routedTo(chosen);
  }

  @Override
  public Decisions decisions() {
    return this;
  }

  @Override
  public void lastRule(String file, int line) {
    lastRuleFile = file;
    lastRuleLine = line;
  }

  @Override
  public String lastRuleFile() {
    return lastRuleFile;
  }

  @Override
  public int lastRuleLine() {
    return lastRuleLine;
  }

  @Override
  public int maxRetries() {
    return retries();
  }

  @Override
  public int priorityOffset() {
    return priorityOffset;
  }

  @Override
  public int thread() {
    return client.loop().number();
  }

  @Override
  public int timeout(TimeoutKind kind) {
    RunningBackend to = backend;
    boolean ofClient = kind == TimeoutKind.CLIENT || kind == TimeoutKind.TARPIT;
    if (to == null && !ofClient) {
      return -1;
    }
    int set = (ofClient || to == null ? client.frontend() : to).timeout(kind);
    return (int) (limit(kind, Duration.ofMillis(set)) / 1_000_000);
  }

  @Override
  public void retries(int count) {
    retries = count;
  }
}
