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
  /** What HAProxy asks for where nobody said anything. */
  private static final int BACKLOG = 1_024;

  private BindBuilder() {}

  static List<Bind> all(List<BindDraft> drafts, int backlog) {
    Set<Integer> chosen = new HashSet<>();
    drafts.forEach(draft -> draft.values().get(BindSettings.ID).ifPresent(chosen::add));
    List<Bind> binds = new ArrayList<>();
    int next = 1;
    for (BindDraft draft : drafts) {
      while (chosen.contains(next)) {
        next++;
      }
      boolean own = draft.values().get(BindSettings.ID).isPresent();
      binds.add(bind(draft, draft.values().get(BindSettings.ID, next), backlog));
      next += own ? 0 : 1;
    }
    return binds;
  }

  static Bind bind(BindDraft draft, int id, int backlog) {
    Values values = draft.values();
    return new Bind(
        draft.endpoint(),
        id,
        values.get(BindSettings.NAME, ""),
        values.get(BindSettings.MAXCONN, 0),
        values.get(BindSettings.BACKLOG, backlog > 0 ? backlog : BACKLOG),
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
