package io.gatehouse.api.vip;

import java.util.List;

/**
 * {@code vrrp_sync_group}: instances that change state together.
 *
 * @param trackingWeights {@code sync_group_tracking_weight}: members of different priorities may
 *     use weights
 */
public record SyncGroup(
    String name,
    List<String> members,
    Tracking tracking,
    Notification notification,
    boolean trackingWeights) {

  public SyncGroup {
    members = List.copyOf(members);
  }
}
