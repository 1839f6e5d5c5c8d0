package io.gatehouse.config.keepalived;

import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Span;

/** {@code vrrp_sync_group}: instances that change state together. */
final class GroupKeywords {
  private GroupKeywords() {}

  static Keywords<GroupDraft> all() {
    Keywords<GroupDraft> keywords = new Keywords<>("vrrp_sync_group");
    keywords
        .block("group", GroupKeywords::members)
        .line("sync_group_tracking_weight", (d, c) -> d.trackingWeights = c.flag())
        .line("global_tracking", GroupKeywords::globalTracking);
    TrackingKeywords.addTo(keywords, draft -> draft.tracking);
    NotifyKeywords.addTo(keywords, draft -> draft.notification);
    return keywords;
  }

  private static void globalTracking(GroupDraft draft, Clause clause) {
    clause.end();
    clause.warn(
        "'global_tracking' is an old word", "write 'sync_group_tracking_weight' in its place");
    draft.trackingWeights = true;
  }

  private static void members(GroupDraft draft, Clause clause) {
    for (Clause entry : clause.entries()) {
      Line line = entry.statement().line();
      for (int i = 0; i < line.size(); i++) {
        Span at = line.span(i);
        Span other = draft.members.putIfAbsent(line.text(i), at);
        if (other != null) {
          clause
              .context()
              .diagnostics()
              .error(
                  at,
                  "'%s' is twice in the group".formatted(line.text(i)),
                  Diagnostics.firstDefined(other.start()));
        }
      }
    }
  }
}
