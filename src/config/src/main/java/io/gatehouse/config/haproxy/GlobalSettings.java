package io.gatehouse.config.haproxy;

import io.gatehouse.model.ProcessVariable;
import java.time.Duration;
import java.util.List;

/** What {@code global} may set (manual section 3). */
public final class GlobalSettings {
  public static final Setting<String> PIDFILE = Setting.named("pidfile");
  public static final Setting<String> USER = Setting.named("user");
  public static final Setting<String> GROUP = Setting.named("group");
  public static final Setting<String> CHROOT = Setting.named("chroot");
  public static final Setting<Boolean> ZERO_WARNING = Setting.named("zero-warning");
  public static final Setting<Boolean> EXTERNAL_CHECKS = Setting.named("external-check");
  public static final Setting<Boolean> PRESERVE_ENVIRONMENT = Setting.named("preserve-env");
  public static final Setting<Boolean> DAEMON = Setting.named("daemon");
  public static final Setting<Integer> DESCRIPTORS = Setting.named("ulimit-n");
  public static final Setting<Integer> MOST_DESCRIPTORS = Setting.named("fd-hard-limit");
  public static final Setting<Boolean> STRICT_LIMITS = Setting.named("strict-limits");
  public static final Setting<String> LOCAL_PEER = Setting.named("localpeer");
  public static final Setting<String> NODE = Setting.named("node");
  public static final Setting<String> STATE_BASE = Setting.named("server-state-base");
  public static final Setting<String> STATE_FILE = Setting.named("server-state-file");
  public static final Setting<List<ProcessVariable>> VARIABLES = Setting.named("set-var");
  public static final Setting<Integer> THREADS = Setting.named("nbthread");
  public static final Setting<Integer> SPREAD_CHECKS = Setting.named("spread-checks");
  public static final Setting<Duration> MAX_SPREAD_CHECKS = Setting.named("max-spread-checks");
  public static final Setting<Duration> HARD_STOP_AFTER = Setting.named("hard-stop-after");
  public static final Setting<String> LOG_HOSTNAME = Setting.named("log-send-hostname");
  public static final Setting<Integer> BUFSIZE = Setting.named("tune.bufsize");
  public static final Setting<Integer> MAXREWRITE = Setting.named("tune.maxrewrite");
  public static final Setting<Integer> MAX_HEADERS = Setting.named("tune.http.maxhdr");
  public static final Setting<Integer> LOG_URI = Setting.named("tune.http.logurilen");
  public static final Setting<List<BindDraft>> STATS_SOCKETS = Setting.named("stats socket");
  public static final Setting<Duration> STATS_TIMEOUT = Setting.named("stats timeout");
  public static final Setting<Integer> STATS_MAXCONN = Setting.named("stats maxconn");

  public static final Setting<String> CA_BASE = Setting.named("ca-base");
  public static final Setting<String> CRT_BASE = Setting.named("crt-base");
  public static final Setting<Boolean> SERVER_VERIFY = Setting.named("ssl-server-verify");

  private GlobalSettings() {}
}
