package io.gatehouse.config.haproxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The yes-or-no options that have an effect (manual section 4.2). */
public final class Flags {
  record Flag(Setting<Boolean> setting, Set<SectionKind> sections) {}

  private static final Map<String, Flag> ALL = new LinkedHashMap<>();

  public static final Setting<Boolean> ABORT_ON_CLOSE = both("abortonclose");
  public static final Setting<Boolean> ALL_BACKUPS = server("allbackups");
  public static final Setting<Boolean> CLITCPKA = client("clitcpka");
  public static final Setting<Boolean> SRVTCPKA = server("srvtcpka");
  public static final Setting<Boolean> TCPKA = both("tcpka");
  public static final Setting<Boolean> DONT_LOG_NULL = client("dontlognull");
  public static final Setting<Boolean> DONT_LOG_NORMAL = client("dontlog-normal");
  public static final Setting<Boolean> LOGASAP = client("logasap");
  public static final Setting<Boolean> SEPARATE_ERRORS = client("log-separate-errors");
  public static final Setting<Boolean> LOG_HEALTH_CHECKS = server("log-health-checks");
  public static final Setting<Boolean> BUFFER_REQUEST = both("http-buffer-request");
  public static final Setting<Boolean> IGNORE_PROBES = client("http-ignore-probes");
  public static final Setting<Boolean> PRETEND_KEEPALIVE = server("http-pretend-keepalive");
  public static final Setting<Boolean> PREFER_LAST_SERVER = server("prefer-last-server");
  public static final Setting<Boolean> NOLINGER = both("nolinger");
  public static final Setting<Boolean> INDEPENDENT_STREAMS = both("independent-streams");
  public static final Setting<Boolean> PERSIST = server("persist");
  public static final Setting<Boolean> UNSAFE_REQUEST =
      client("accept-unsafe-violations-in-http-request");
  public static final Setting<Boolean> UNSAFE_RESPONSE =
      server("accept-unsafe-violations-in-http-response");
  public static final Setting<Boolean> INVALID_REQUEST = client("accept-invalid-http-request");
  public static final Setting<Boolean> INVALID_RESPONSE = server("accept-invalid-http-response");

  public static final Setting<Boolean> DISABLE_H2_UPGRADE = client("disable-h2-upgrade");

  private Flags() {}

  static Map<String, Flag> all() {
    return java.util.Collections.unmodifiableMap(ALL);
  }

  private static Setting<Boolean> client(String name) {
    return flag(name, SectionKind.CLIENT);
  }

  private static Setting<Boolean> server(String name) {
    return flag(name, SectionKind.SERVER);
  }

  private static Setting<Boolean> both(String name) {
    return flag(name, SectionKind.PROXIES);
  }

  private static Setting<Boolean> flag(String name, Set<SectionKind> sections) {
    Setting<Boolean> setting = Setting.named("option " + name);
    ALL.put(name, new Flag(setting, sections));
    return setting;
  }
}
