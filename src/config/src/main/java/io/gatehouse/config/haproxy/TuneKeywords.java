package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@code tune.*}: those with an effect, and the rest, which tunes HAProxy's inside. */
final class TuneKeywords implements KeywordFamily {
  /**
   * About memory, polling, TLS, HTTP/2, QUIC or Lua of HAProxy itself; nothing of it exists here.
   */
  private static final Set<String> NO_EFFECT =
      Set.of(
          "tune.bufsize.large",
          "tune.bufsize.small",
          "tune.buffers.limit",
          "tune.buffers.reserve",
          "tune.chksize",
          "tune.comp.maxlevel",
          "tune.disable-fast-forward",
          "tune.disable-zero-copy-forwarding",
          "tune.events.max-events-at-once",
          "tune.epoll.mask-events",
          "tune.fail-alloc",
          "tune.fd.edge-triggered",
          "tune.glitches.kill.cpu-usage",
          "tune.h1.zero-copy-fwd-recv",
          "tune.h1.zero-copy-fwd-send",
          "tune.h2.header-table-size",
          "tune.h2.initial-window-size",
          "tune.h2.max-concurrent-streams",
          "tune.h2.max-frame-size",
          "tune.http.cookielen",
          "tune.idle-pool.shared",
          "tune.idletimer",
          "tune.listener.default-shards",
          "tune.listener.multi-queue",
          "tune.lua.bool-sample-conversion",
          "tune.lua.forced-yield",
          "tune.lua.maxmem",
          "tune.lua.service-timeout",
          "tune.lua.session-timeout",
          "tune.lua.task-timeout",
          "tune.lua.burst-timeout",
          "tune.max-checks-per-thread",
          "tune.maxaccept",
          "tune.maxpollevents",
          "tune.memory.hot-size",
          "tune.pattern.cache-size",
          "tune.peers.max-updates-at-once",
          "tune.pipesize",
          "tune.pool-high-fd-ratio",
          "tune.pool-low-fd-ratio",
          "tune.pt.zero-copy-forwarding",
          "tune.rcvbuf.backend",
          "tune.rcvbuf.client",
          "tune.rcvbuf.frontend",
          "tune.rcvbuf.server",
          "tune.recv_enough",
          "tune.runqueue-depth",
          "tune.sched.low-latency",
          "tune.sndbuf.backend",
          "tune.sndbuf.client",
          "tune.sndbuf.frontend",
          "tune.sndbuf.server",
          "tune.ssl.cachesize",
          "tune.ssl.default-dh-param",
          "tune.ssl.force-private-cache",
          "tune.ssl.lifetime",
          "tune.ssl.maxrecord",
          "tune.ssl.capture-buffer-size",
          "tune.ssl.capture-cipherlist-size",
          "tune.ssl.hard-maxrecord",
          "tune.ssl.keylog",
          "tune.stick-counters",
          "tune.takeover-other-tg-connections",
          "tune.vars.global-max-size",
          "tune.vars.proc-max-size",
          "tune.vars.reqres-max-size",
          "tune.vars.sess-max-size",
          "tune.vars.txn-max-size",
          "tune.zlib.memlevel",
          "tune.zlib.windowsize");

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    for (String name :
        Set.of("tune.bufsize", "tune.maxrewrite", "tune.http.maxhdr", "tune.http.logurilen")) {
      all.put(name, SectionKind.ONLY_GLOBAL);
    }
    NO_EFFECT.forEach(name -> all.put(name, SectionKind.ONLY_GLOBAL));
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "tune.bufsize" -> size(s, GlobalSettings.BUFSIZE);
      case "tune.maxrewrite" -> size(s, GlobalSettings.MAXREWRITE);
      case "tune.http.maxhdr" ->
          s.setNumber(GlobalSettings.MAX_HEADERS, "a number of headers", 1, 32_767);
      case "tune.http.logurilen" ->
          s.setNumber(GlobalSettings.LOG_URI, "a length in bytes", 0, 65_535);
      default -> s.cursor().next("a value");
    }
  }

  private static void size(Statement s, Setting<Integer> setting) throws ArgumentException {
    int size = (int) s.cursor().size("a size", 1 << 28);
    s.cursor().end();
    if (size < 1_024 && setting == GlobalSettings.BUFSIZE) {
      throw s.cursor().error("'tune.bufsize' must be at least 1024 bytes");
    }
    s.set(setting, size);
  }
}
