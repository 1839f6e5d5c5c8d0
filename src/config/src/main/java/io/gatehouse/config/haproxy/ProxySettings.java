package io.gatehouse.config.haproxy;

import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.api.check.CheckStep;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.api.persist.SessionPersistenceSpec;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.model.Backend.ReuseMode;
import io.gatehouse.model.CaptureSettings.Cookie;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.HttpOptions.AddressHeader;
import io.gatehouse.model.HttpOptions.ConnectionMode;
import io.gatehouse.model.LogTarget;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Network;
import io.gatehouse.model.RetrySettings;
import io.gatehouse.model.StickTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What proxies and {@code defaults} may set (manual section 4). */
public final class ProxySettings {
  public static final Setting<Mode> MODE = Setting.named("mode");
  public static final Setting<Integer> ID = Setting.named("id");
  public static final Setting<String> DESCRIPTION = Setting.named("description");
  public static final Setting<Boolean> DISABLED = Setting.named("disabled");
  public static final Setting<Integer> MAXCONN = Setting.named("maxconn");
  public static final Setting<Integer> FULLCONN = Setting.named("fullconn");
  public static final Setting<Integer> BACKLOG = Setting.named("backlog");
  public static final Setting<Integer> RATE_LIMIT = Setting.named("rate-limit sessions");
  public static final Setting<Integer> RETRIES = Setting.named("retries");
  public static final Setting<Integer> REDISPATCH = Setting.named("option redispatch");
  public static final Setting<Set<RetrySettings.On>> RETRY_ON = Setting.named("retry-on");
  public static final Setting<BalancerSpec> BALANCE = Setting.named("balance");
  public static final Setting<HashSettings> HASH = Setting.named("hash-type");
  public static final Setting<Integer> HASH_FACTOR = Setting.named("hash-balance-factor");
  public static final Setting<HashSettings.Affinity> AFFINITY =
      Setting.named("hash-preserve-affinity");
  public static final Setting<ConnectionMode> CONNECTION = Setting.named("option httpclose");
  public static final Setting<Optional<AddressHeader>> FORWARD_FOR =
      Setting.named("option forwardfor");
  public static final Setting<Optional<AddressHeader>> ORIGINAL_TO =
      Setting.named("option originalto");
  public static final Setting<String> SERVER_NAME_FIELD = Setting.named("http-send-name-header");
  public static final Setting<ReuseMode> REUSE = Setting.named("http-reuse");
  public static final Setting<Map<String, SessionPersistenceSpec>> PERSISTENCES =
      Setting.named("persist");

  /** Whether there is a {@code cookie} line at all: it may be faulty, or of no use here. */
  public static final Setting<Boolean> COOKIE_LINE = Setting.named("cookie");

  public static final Setting<StickTable> STICK_TABLE = Setting.named("stick-table");
  public static final Setting<String> DYNAMIC_COOKIE_KEY = Setting.named("dynamic-cookie-key");
  public static final Setting<String> STATE_SOURCE = Setting.named("load-server-state-from-file");
  public static final Setting<String> STATE_NAME = Setting.named("server-state-file-name");
  public static final Setting<Endpoint> DISPATCH = Setting.named("dispatch");
  public static final Setting<Boolean> TRANSPARENT = Setting.named("option transparent");
  public static final Setting<Integer> CLITCPKA_CNT = Setting.named("clitcpka-cnt");
  public static final Setting<Duration> CLITCPKA_IDLE = Setting.named("clitcpka-idle");
  public static final Setting<Duration> CLITCPKA_INTVL = Setting.named("clitcpka-intvl");
  public static final Setting<Integer> SRVTCPKA_CNT = Setting.named("srvtcpka-cnt");
  public static final Setting<Duration> SRVTCPKA_IDLE = Setting.named("srvtcpka-idle");
  public static final Setting<Duration> SRVTCPKA_INTVL = Setting.named("srvtcpka-intvl");
  public static final Setting<List<CheckStep>> HTTP_CHECK_STEPS = Setting.named("http-check");
  public static final Setting<List<CheckStep>> TCP_CHECK_STEPS = Setting.named("tcp-check");
  public static final Setting<List<CheckStep>> EXTERNAL_CHECK_STEPS =
      Setting.named("external-check");
  public static final Setting<String> CHECK_COMMAND = Setting.named("external-check command");
  public static final Setting<String> CHECK_PATH = Setting.named("external-check path");
  public static final Setting<HealthCheckerSpec> CHECKER = Setting.named("option tcp-check");
  public static final Setting<Values> DEFAULT_SERVER = Setting.named("default-server");

  public static final Setting<List<LogTarget>> LOGS = Setting.named("log");
  public static final Setting<Boolean> LOG_GLOBAL = Setting.named("log global");
  public static final Setting<String> LOG_TAG = Setting.named("log-tag");
  public static final Setting<LogLine> LOG_FORMAT = Setting.named("log-format");
  public static final Setting<Format> LOG_SD = Setting.named("log-format-sd");
  public static final Setting<Format> ERROR_LOG_FORMAT = Setting.named("error-log-format");

  public static final Setting<Format> UNIQUE_ID_FORMAT = Setting.named("unique-id-format");
  public static final Setting<String> UNIQUE_ID_HEADER = Setting.named("unique-id-header");
  public static final Setting<Cookie> CAPTURE_COOKIE = Setting.named("capture cookie");

  public static final Setting<String> MONITOR_URI = Setting.named("monitor-uri");
  public static final Setting<Network> MONITOR_NET = Setting.named("monitor-net");
  public static final Setting<Map<Integer, Reply>> ERRORS = Setting.named("errorfile");

  private static final Map<String, Setting<Duration>> TIMEOUTS = new LinkedHashMap<>();
  public static final Setting<Duration> CONNECT = timeout("connect");
  public static final Setting<Duration> CLIENT = timeout("client");
  public static final Setting<Duration> CLIENT_FIN = timeout("client-fin");
  public static final Setting<Duration> HTTP_REQUEST = timeout("http-request");
  public static final Setting<Duration> HTTP_KEEP_ALIVE = timeout("http-keep-alive");
  public static final Setting<Duration> TARPIT = timeout("tarpit");
  public static final Setting<Duration> SERVER = timeout("server");
  public static final Setting<Duration> SERVER_FIN = timeout("server-fin");
  public static final Setting<Duration> QUEUE = timeout("queue");
  public static final Setting<Duration> TUNNEL = timeout("tunnel");
  public static final Setting<Duration> CHECK = timeout("check");

  private ProxySettings() {}

  private static Setting<Duration> timeout(String name) {
    Setting<Duration> setting = Setting.named("timeout " + name);
    TIMEOUTS.put(name, setting);
    return setting;
  }

  /** The timeouts by the word after {@code timeout}. */
  static Map<String, Setting<Duration>> timeouts() {
    return java.util.Collections.unmodifiableMap(TIMEOUTS);
  }

  /** What {@code option httplog} and its kin choose; the mode decides at the end. */
  public sealed interface LogLine {
    record Tcp() implements LogLine {}

    record Http(boolean clf) implements LogLine {}

    record Custom(Format format) implements LogLine {}
  }
}
