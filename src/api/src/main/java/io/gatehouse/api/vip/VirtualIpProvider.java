package io.gatehouse.api.vip;

import java.io.IOException;
import java.util.List;

/**
 * Keeps exactly one node the owner of each virtual address. A ServiceLoader provider; {@code vrrp}
 * is built in.
 *
 * <p>Life: {@link #name} → {@link #create} → {@link VirtualIps#close}. A changed configuration is
 * handed to {@link VirtualIps#replace}. {@link #release} is for the service manager, when there is
 * no process left that could close anything.
 */
public interface VirtualIpProvider {

  /** The word that selects it in the settings, such as {@code vrrp}. */
  String name();

  /**
   * Opens what it needs of the machine and starts to take part. Never blocks for the network.
   *
   * @throws IOException what is missing, such as a capability, in words for an operator
   */
  VirtualIps create(VipConfiguration configuration, VipSurroundings surroundings)
      throws IOException;

  /**
   * Cleans up behind a process that cannot do it any more: takes the addresses of all instances off
   * the interfaces of this machine, and for each instance that had one says on the wire that its
   * master is gone. Runs in a process of its own, must be over within a fraction of a second, does
   * nothing where there is nothing to take off, and needs no {@link VirtualIps}.
   *
   * @return what was done, a sentence for each instance that had an address
   * @throws IOException what is missing, such as a capability, in words for an operator
   */
  List<String> release(VipConfiguration configuration) throws IOException;
}
