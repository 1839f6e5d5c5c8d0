package io.gatehouse.config.build;

import io.gatehouse.config.haproxy.BindDraft;
import io.gatehouse.config.haproxy.BindSettings;
import io.gatehouse.config.haproxy.GlobalSettings;
import io.gatehouse.config.haproxy.Http2Keywords;
import io.gatehouse.config.haproxy.LocalHost;
import io.gatehouse.config.haproxy.ProxySettings;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.Setting;
import io.gatehouse.config.haproxy.Values;
import io.gatehouse.model.CheckSpread;
import io.gatehouse.model.Global;
import io.gatehouse.model.Http2Settings;
import io.gatehouse.model.LogOrigin;
import io.gatehouse.model.ProcessSettings;
import io.gatehouse.model.StateFiles;
import io.gatehouse.model.StatsSettings;
import io.gatehouse.model.StatsSocket;
import io.gatehouse.model.Tune;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Process-wide settings (manual section 3). */
final class GlobalBuilder {
  private static final Duration STATS_TIMEOUT = Duration.ofSeconds(10);
  private static final int STATS_MAXCONN = 10;

  private final Values values;

  GlobalBuilder(SectionDraft draft) {
    this.values = draft.values();
  }

  Global build() {
    return new Global(
        values.get(ProxySettings.MAXCONN, 0),
        values.get(GlobalSettings.THREADS, 0),
        process(),
        tune(),
        new LogOrigin(
            values.get(ProxySettings.LOG_TAG, "haproxy"), values.get(GlobalSettings.LOG_HOSTNAME)),
        values.list(ProxySettings.LOGS),
        statsSockets(),
        new StatsSettings(
            values.get(GlobalSettings.STATS_TIMEOUT, STATS_TIMEOUT),
            values.get(GlobalSettings.STATS_MAXCONN, STATS_MAXCONN)),
        values.get(GlobalSettings.HARD_STOP_AFTER, Duration.ZERO),
        new CheckSpread(
            values.get(GlobalSettings.SPREAD_CHECKS, 0),
            values.get(GlobalSettings.MAX_SPREAD_CHECKS, Duration.ZERO)),
        new StateFiles(
            values.get(GlobalSettings.STATE_BASE), values.get(GlobalSettings.STATE_FILE)),
        values.list(GlobalSettings.VARIABLES));
  }

  private ProcessSettings process() {
    return new ProcessSettings(
        values.get(GlobalSettings.PIDFILE),
        values.get(GlobalSettings.USER),
        values.get(GlobalSettings.GROUP),
        values.get(GlobalSettings.CHROOT),
        values.is(GlobalSettings.DAEMON),
        new ProcessSettings.Descriptors(
            values.get(GlobalSettings.DESCRIPTORS, 0),
            values.get(GlobalSettings.MOST_DESCRIPTORS, 0),
            values.get(GlobalSettings.STRICT_LIMITS, true)),
        values.get(GlobalSettings.NODE).orElseGet(LocalHost::name),
        values.get(ProxySettings.DESCRIPTION, ""));
  }

  private Tune tune() {
    Tune standard = Tune.DEFAULT;
    int bufsize = values.get(GlobalSettings.BUFSIZE, standard.bufsize());
    int rewrite = values.get(GlobalSettings.MAXREWRITE, standard.maxrewrite());
    return new Tune(
        bufsize,
        // More than half of the buffer would leave no room for a head; HAProxy bounds it too.
        Math.min(rewrite, bufsize / 2),
        values.get(GlobalSettings.MAX_HEADERS, standard.maxHeaders()),
        standard.idlePoolPerServer(),
        values.get(GlobalSettings.LOG_URI, standard.logUriLength()),
        http2(standard.http2()),
        serverHttp2(standard.serverHttp2()));
  }

  /** What is set for one side, else for both. */
  private int own(Setting<Integer> one, Setting<Integer> both, int standard) {
    return values.get(one).or(() -> values.get(both)).orElse(standard);
  }

  private Http2Settings serverHttp2(Http2Settings standard) {
    return new Http2Settings(
        values.get(Http2Keywords.HEADER_TABLE, standard.headerTable()),
        own(Http2Keywords.SERVER_WINDOW, Http2Keywords.WINDOW, standard.initialWindow()),
        own(Http2Keywords.SERVER_STREAMS, Http2Keywords.STREAMS, standard.concurrentStreams()),
        standard.totalStreams(),
        values.get(Http2Keywords.MAX_FRAME, standard.maxFrame()),
        values.get(Http2Keywords.SERVER_GLITCHES, standard.glitches()));
  }

  private Http2Settings http2(Http2Settings standard) {
    return new Http2Settings(
        values.get(Http2Keywords.HEADER_TABLE, standard.headerTable()),
        own(Http2Keywords.CLIENT_WINDOW, Http2Keywords.WINDOW, standard.initialWindow()),
        own(Http2Keywords.CLIENT_STREAMS, Http2Keywords.STREAMS, standard.concurrentStreams()),
        values.get(Http2Keywords.TOTAL_STREAMS, standard.totalStreams()),
        values.get(Http2Keywords.MAX_FRAME, standard.maxFrame()),
        values.get(Http2Keywords.GLITCHES, standard.glitches()));
  }

  private List<StatsSocket> statsSockets() {
    List<StatsSocket> sockets = new ArrayList<>();
    for (BindDraft draft : values.list(GlobalSettings.STATS_SOCKETS)) {
      sockets.add(
          new StatsSocket(
              BindBuilder.bind(draft, sockets.size() + 1, BindBuilder.BACKLOG),
              draft.values().get(BindSettings.LEVEL, StatsSocket.Level.OPERATOR),
              draft.values().is(BindSettings.EXPOSE)));
    }
    return sockets;
  }
}
