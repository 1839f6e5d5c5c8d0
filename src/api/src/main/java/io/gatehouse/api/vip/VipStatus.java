package io.gatehouse.api.vip;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * How one instance stands.
 *
 * @param interfaceIndex 0 while the interface is missing
 * @param effectivePriority the configured one with the weights of what is tracked
 * @param sinceMillis wall clock of the last change of state
 * @param owned the addresses that are on an interface of this machine now
 * @param master who was last heard to be master; empty while this node is it, or none was heard
 * @param masterPriority the priority it sent; 0 when there is none
 * @param reason why the state is what it is, a sentence for an operator; empty when plain
 */
public record VipStatus(
    VrrpInstance instance,
    State state,
    State wanted,
    int interfaceIndex,
    int effectivePriority,
    long sinceMillis,
    List<VirtualAddress> owned,
    boolean splitBrain,
    Optional<InetAddress> master,
    int masterPriority,
    String reason,
    VipCounters counters) {

  public VipStatus {
    owned = List.copyOf(owned);
  }

  /** In Keepalived's order and with its numbers 0 to 3. */
  public enum State {
    INIT,
    BACKUP,
    MASTER,
    FAULT
  }
}
