package io.gatehouse.config.build;

import io.gatehouse.config.haproxy.BindDraft;
import io.gatehouse.config.haproxy.BindSettings;
import io.gatehouse.config.haproxy.Values;
import io.gatehouse.model.Bind;
import io.gatehouse.model.BindFlags;
import io.gatehouse.model.BindSocket;
import io.gatehouse.model.UnixOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Listening addresses. */
final class BindBuilder {
  /** For what is no frontend. */
  static final int BACKLOG = 1_024;

  /** More than any kernel grants: it cuts it down to {@code net.core.somaxconn}. */
  private static final int MOST = 65_535;

  private BindBuilder() {}

  /**
   * @param maxconn of the frontend; 0 where it has none
   */
  static List<Bind> all(List<BindDraft> drafts, int backlog, int maxconn) {
    int most = maxconn > 0 ? maxconn : MOST;
    Set<Integer> chosen = new HashSet<>();
    drafts.forEach(draft -> draft.values().get(BindSettings.ID).ifPresent(chosen::add));
    List<Bind> binds = new ArrayList<>();
    int next = 1;
    for (BindDraft draft : drafts) {
      while (chosen.contains(next)) {
        next++;
      }
      boolean own = draft.values().get(BindSettings.ID).isPresent();
      binds.add(
          bind(draft, draft.values().get(BindSettings.ID, next), backlog(draft, backlog, most)));
      next += own ? 0 : 1;
    }
    return binds;
  }

  /** As many as may be connected wait, unless somebody says how many. */
  private static int backlog(BindDraft draft, int frontend, int most) {
    int own = draft.values().get(BindSettings.MAXCONN, 0);
    return frontend > 0 ? frontend : own > 0 ? own : most;
  }

  /**
   * @param backlog where its line does not say it
   */
  static Bind bind(BindDraft draft, int id, int backlog) {
    Values values = draft.values();
    return new Bind(
        draft.endpoint(),
        id,
        values.get(BindSettings.NAME, ""),
        values.get(BindSettings.MAXCONN, 0),
        values.get(BindSettings.BACKLOG, backlog),
        new BindFlags(
            values.is(BindSettings.V4V6),
            values.is(BindSettings.V6ONLY),
            values.is(BindSettings.TRANSPARENT),
            values.is(BindSettings.ACCEPT_PROXY),
            values.is(BindSettings.DEFER_ACCEPT),
            values.is(BindSettings.TFO)),
        new UnixOwner(
            values.get(BindSettings.MODE),
            values.get(BindSettings.USER),
            values.get(BindSettings.GROUP)),
        new BindSocket(
            values.get(BindSettings.INTERFACE),
            values.get(BindSettings.MSS, 0),
            values.get(BindSettings.USER_TIMEOUT, Duration.ZERO)),
        values.get(BindSettings.PROTOCOL, Bind.Protocol.EITHER),
        values.get(BindSettings.THREADS, 0L));
  }
}
