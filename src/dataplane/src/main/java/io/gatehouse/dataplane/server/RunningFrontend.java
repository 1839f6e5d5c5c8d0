package io.gatehouse.dataplane.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.Surroundings;
import io.gatehouse.api.Surroundings.ServerView;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.ExchangeControl.TimeoutKind;
import io.gatehouse.api.rule.Format;
import io.gatehouse.dataplane.route.Conditions;
import io.gatehouse.dataplane.route.Router;
import io.gatehouse.dataplane.route.RulePhases;
import io.gatehouse.dataplane.route.Test;
import io.gatehouse.dataplane.telemetry.CapturePlan;
import io.gatehouse.dataplane.telemetry.FrontendLog;
import io.gatehouse.dataplane.telemetry.Gauge;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.Proxy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A frontend with its compiled rules, its routing and its counters. Any thread. */
public final class RunningFrontend extends RunningProxy {
  private final Frontend frontend;
  private volatile Surroundings surroundings;
  private final FrontendLog log;
  private final RulePhases rules;
  private final Router<RunningBackend> router;
  private final List<Test> monitorFailures;
  private final CapturePlan captures;
  private final @Nullable RunningBackend ownBackend;
  private final byte @Nullable [] uniqueIdHeader;

  private final Gauge guests = new Gauge();
  private volatile int maxconn;
  private volatile Listening listening = Listening.OPEN;
  private volatile @Nullable RunningFrontend successor;

  /** {@code disable frontend} and {@code shutdown frontend}. */
  public enum Listening {
    OPEN,
    PAUSED,
    STOPPED
  }

  /** What it stands among: the backends by name, what compiles conditions, what rules see. */
  public record Setting(
      Map<String, RunningBackend> backends, Conditions compiler, Surroundings surroundings) {}

  /**
   * @param before the frontend of its name in the configuration that is in force, if there is one
   */
  public RunningFrontend(
      Frontend frontend, Setting setting, FrontendLog log, @Nullable RunningFrontend before) {
    super(frontend.proxy(), before);
    Conditions compiler = setting.compiler();
    this.frontend = frontend;
    this.maxconn = maxconn(frontend, before);
    this.surroundings = setting.surroundings();
    this.captures = new CapturePlan(frontend.captures());
    boolean whole = frontend.proxy().kind() == Proxy.Kind.LISTEN;
    this.ownBackend = whole ? setting.backends().get(frontend.proxy().name()) : null;
    this.uniqueIdHeader =
        frontend.uniqueId().header().map(name -> name.getBytes(ISO_8859_1)).orElse(null);
    this.log = log;
    this.rules = RulePhases.compile(frontend.proxy().rules(), compiler);
    this.router = Router.compile(frontend, setting.backends(), compiler);
    this.monitorFailures =
        frontend.monitor().map(Frontend.Monitor::fail).orElse(List.of()).stream()
            .map(compiler::compile)
            .toList();
  }

  /** A limit that was set at run time holds until the file says something else. */
  private static int maxconn(Frontend frontend, @Nullable RunningFrontend before) {
    boolean same = before != null && before.frontend.maxconn() == frontend.maxconn();
    return same && before != null ? before.maxconn : frontend.maxconn();
  }

  public Frontend frontend() {
    return frontend;
  }

  /** The other half of a {@code listen} section, which speaks for it until another is chosen. */
  public @Nullable RunningBackend ownBackend() {
    return ownBackend;
  }

  /** How the termination state of an exchange ends that has no backend yet. */
  public int quietLetters() {
    RunningBackend own = ownBackend;
    return own == null ? Letters.NONE : own.persistences().quietLetters();
  }

  /** What is kept of messages. */
  public CapturePlan captures() {
    return captures;
  }

  /** {@code unique-id-format}, where it is set. */
  public @Nullable Format uniqueIdFormat() {
    return frontend.uniqueId().format().orElse(null);
  }

  /** {@code unique-id-header}, where it is set. */
  public byte @Nullable [] uniqueIdHeader() {
    return uniqueIdHeader;
  }

  /** The connections that it has itself, not the frontends of its name before and after it. */
  public Gauge guests() {
    return guests;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  /** Nothing of it changed, but around it. Control thread. */
  public void surroundings(Surroundings now) {
    surroundings = now;
  }

  /** The one of its name that is in force; itself, until it is replaced. Any thread. */
  public RunningFrontend newest() {
    RunningFrontend newest = this;
    for (RunningFrontend next = successor; next != null; next = next.successor) {
      newest = next;
    }
    return newest;
  }

  /** Another one takes its place: connections go over to it behind their exchange. */
  public void succeededBy(RunningFrontend next) {
    successor = next;
  }

  public RulePhases rules() {
    return rules;
  }

  public Router<RunningBackend> router() {
    return router;
  }

  /** {@code set maxconn frontend}; its listeners are to be told. Control thread. */
  public void maxconn(int limit) {
    maxconn = limit;
  }

  /** Whether its listeners are open, as statistics tell it. */
  public Listening listening() {
    return listening;
  }

  /** It will never listen again, so connections end with the exchange they carry. */
  public boolean stopped() {
    return listening == Listening.STOPPED || newest().listening == Listening.STOPPED;
  }

  /** Control thread. */
  public void listening(Listening now) {
    listening = now;
  }

  /** Whether the monitor answers that the service is down ({@code monitor fail}). */
  public boolean monitorFails(ExchangeControl exchange) {
    for (int i = 0; i < monitorFailures.size(); i++) {
      if (monitorFailures.get(i).matches(exchange)) {
        return true;
      }
    }
    return false;
  }

  /** Its {@code log} lines. */
  public ProxyLog log() {
    return log.lines();
  }

  /** What it logs of its traffic. */
  public FrontendLog traffic() {
    return log;
  }

  @Override
  public int limit() {
    return maxconn;
  }

  @Override
  public int freeConnections() {
    return limit() == 0 ? -1 : Math.max(0, limit() - sessions());
  }

  @Override
  public int freeSlots() {
    return freeConnections();
  }

  @Override
  public String defaultBackend() {
    return frontend.defaultBackend().orElse("");
  }

  @Override
  public int timeout(TimeoutKind kind) {
    return switch (kind) {
      case CLIENT -> (int) frontend.timeouts().client().toMillis();
      case TARPIT -> (int) frontend.timeouts().tarpit().toMillis();
      case SERVER, TUNNEL, CONNECT, QUEUE -> 0;
    };
  }

  @Override
  public int queued() {
    return 0;
  }

  @Override
  public int usableServers() {
    return 0;
  }

  @Override
  public int usableWeight() {
    return 0;
  }

  @Override
  public @Nullable ServerView server(String name) {
    return null;
  }
}
