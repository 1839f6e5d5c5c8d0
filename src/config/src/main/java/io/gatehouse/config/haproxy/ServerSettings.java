package io.gatehouse.config.haproxy;

import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Network;
import io.gatehouse.model.SendProxy;
import io.gatehouse.model.Server.HashKey;
import io.gatehouse.model.ServerHealth;
import io.gatehouse.model.ServerHealth.FirstAddress;
import io.gatehouse.model.Source;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Settings of {@code server} and {@code default-server} lines (manual section 5.2). */
public final class ServerSettings {
  public static final Setting<Integer> ID = Setting.named("id");
  public static final Setting<Integer> WEIGHT = Setting.named("weight");
  public static final Setting<Boolean> BACKUP = Setting.named("backup");
  public static final Setting<Boolean> DISABLED = Setting.named("disabled");
  public static final Setting<Boolean> CHECK = Setting.named("check");
  public static final Setting<Duration> INTER = Setting.named("inter");
  public static final Setting<Duration> FASTINTER = Setting.named("fastinter");
  public static final Setting<Duration> DOWNINTER = Setting.named("downinter");
  public static final Setting<Integer> RISE = Setting.named("rise");
  public static final Setting<Integer> FALL = Setting.named("fall");
  public static final Setting<String> CHECK_ADDRESS = Setting.named("addr");
  public static final Setting<Integer> CHECK_PORT = Setting.named("port");
  public static final Setting<Boolean> CHECK_SEND_PROXY = Setting.named("check-send-proxy");
  public static final Setting<String> HEALTH_CHECK = Setting.named("healthcheck");
  public static final Setting<Boolean> AGENT_CHECK = Setting.named("agent-check");
  public static final Setting<String> AGENT_ADDRESS = Setting.named("agent-addr");
  public static final Setting<Integer> AGENT_PORT = Setting.named("agent-port");
  public static final Setting<Duration> AGENT_INTER = Setting.named("agent-inter");
  public static final Setting<String> AGENT_SEND = Setting.named("agent-send");
  public static final Setting<Boolean> CHECK_VIA_SOCKS = Setting.named("check-via-socks4");
  public static final Setting<Endpoint.Inet> SOCKS = Setting.named("socks4");
  public static final Setting<Boolean> NON_STICK = Setting.named("non-stick");
  public static final Setting<String> COOKIE = Setting.named("cookie");
  public static final Setting<Integer> MAXCONN = Setting.named("maxconn");
  public static final Setting<List<FirstAddress>> INIT_ADDR = Setting.named("init-addr");
  public static final Setting<String> RESOLVERS = Setting.named("resolvers");
  public static final Setting<Boolean> PREFER_IPV4 = Setting.named("resolve-prefer");
  public static final Setting<List<Network>> RESOLVE_NETWORKS = Setting.named("resolve-net");
  public static final Setting<Boolean> DUPLICATES = Setting.named("resolve-opts allow-dup-ip");
  public static final Setting<Boolean> IGNORE_WEIGHT = Setting.named("resolve-opts ignore-weight");
  public static final Setting<Integer> MINCONN = Setting.named("minconn");
  public static final Setting<Integer> MAXQUEUE = Setting.named("maxqueue");
  public static final Setting<Duration> SLOWSTART = Setting.named("slowstart");
  public static final Setting<Integer> POOL_MAX_CONN = Setting.named("pool-max-conn");
  public static final Setting<Duration> POOL_PURGE_DELAY = Setting.named("pool-purge-delay");
  public static final Setting<Integer> MAX_REUSE = Setting.named("max-reuse");
  public static final Setting<Source> SOURCE = Setting.named("source");
  public static final Setting<Boolean> SEND_PROXY = Setting.named("send-proxy");
  public static final Setting<Boolean> SEND_PROXY_V2 = Setting.named("send-proxy-v2");
  public static final Setting<Set<SendProxy.Option>> PROXY_OPTIONS =
      Setting.named("proxy-v2-options");
  public static final Setting<List<SendProxy.Element>> PROXY_ELEMENTS =
      Setting.named("set-proxy-v2-tlv-fmt");

  /** {@code h1}, {@code h2} or {@code none}; so is the next. */
  public static final Setting<String> PROTOCOL = Setting.named("proto");

  public static final Setting<String> CHECK_PROTOCOL = Setting.named("check-proto");
  public static final Setting<Boolean> FAST_OPEN = Setting.named("tfo");
  public static final Setting<Duration> USER_TIMEOUT = Setting.named("tcp-ut");
  public static final Setting<String> REDIR = Setting.named("redir");
  public static final Setting<HashKey> HASH_KEY = Setting.named("hash-key");
  public static final Setting<Track> TRACK = Setting.named("track");
  public static final Setting<ServerHealth.InitState> INIT_STATE = Setting.named("init-state");
  public static final Setting<ServerHealth.Layer> OBSERVE = Setting.named("observe");
  public static final Setting<ServerHealth.OnError> ON_ERROR = Setting.named("on-error");
  public static final Setting<Integer> ERROR_LIMIT = Setting.named("error-limit");
  public static final Setting<Boolean> ON_MARKED_DOWN = Setting.named("on-marked-down");
  public static final Setting<Boolean> ON_MARKED_UP = Setting.named("on-marked-up");

  /**
   * As it was written.
   *
   * @param backend empty where the server's own is meant
   */
  public record Track(String backend, String server) {}

  private ServerSettings() {}
}
