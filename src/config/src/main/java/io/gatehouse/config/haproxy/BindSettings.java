package io.gatehouse.config.haproxy;

import io.gatehouse.model.Bind;
import io.gatehouse.model.StatsSocket;
import java.time.Duration;

/** Settings of {@code bind} and {@code stats socket} lines (manual section 5.1). */
public final class BindSettings {
  public static final Setting<Integer> ID = Setting.named("id");
  public static final Setting<String> NAME = Setting.named("name");
  public static final Setting<Integer> MAXCONN = Setting.named("maxconn");
  public static final Setting<Integer> BACKLOG = Setting.named("backlog");
  public static final Setting<Boolean> V4V6 = Setting.named("v4v6");
  public static final Setting<Boolean> V6ONLY = Setting.named("v6only");
  public static final Setting<Boolean> TRANSPARENT = Setting.named("transparent");
  public static final Setting<Boolean> ACCEPT_PROXY = Setting.named("accept-proxy");
  public static final Setting<Boolean> DEFER_ACCEPT = Setting.named("defer-accept");
  public static final Setting<Boolean> TFO = Setting.named("tfo");
  public static final Setting<Integer> MODE = Setting.named("mode");
  public static final Setting<String> USER = Setting.named("user");
  public static final Setting<String> GROUP = Setting.named("group");
  public static final Setting<String> INTERFACE = Setting.named("interface");
  public static final Setting<Integer> MSS = Setting.named("mss");
  public static final Setting<Duration> USER_TIMEOUT = Setting.named("tcp-ut");
  public static final Setting<Long> THREADS = Setting.named("thread");
  public static final Setting<StatsSocket.Level> LEVEL = Setting.named("level");
  public static final Setting<Boolean> EXPOSE = Setting.named("expose-fd");

  public static final Setting<Bind.Protocol> PROTOCOL = Setting.named("proto");

  private BindSettings() {}
}
