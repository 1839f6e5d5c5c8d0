package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.VipStatus;

/** Where an instance is. */
public enum Phase {
  INIT,
  BACKUP,
  /**
   * Has said that it takes over and waits for the last owner to let go; still BACKUP for everybody
   * who asks, because it has no address.
   */
  CLAIMING,
  MASTER,
  FAULT;

  /** In Keepalived's words. */
  public VipStatus.State shown() {
    return switch (this) {
      case INIT -> VipStatus.State.INIT;
      case BACKUP, CLAIMING -> VipStatus.State.BACKUP;
      case MASTER -> VipStatus.State.MASTER;
      case FAULT -> VipStatus.State.FAULT;
    };
  }
}
