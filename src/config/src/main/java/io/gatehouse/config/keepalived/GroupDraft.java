package io.gatehouse.config.keepalived;

import io.gatehouse.config.text.Span;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code vrrp_sync_group}. */
final class GroupDraft extends Draft {
  final Map<String, Span> members = new LinkedHashMap<>();
  final TrackingDraft tracking = new TrackingDraft();
  final NotificationDraft notification = new NotificationDraft();
  boolean trackingWeights;

  GroupDraft(String name, Span header) {
    super("vrrp_sync_group", name, header);
  }
}
