package io.gatehouse.api.vip;

import java.io.IOException;

/**
 * Keeps exactly one node the owner of each virtual address. A ServiceLoader provider; {@code vrrp}
 * is built in.
 *
 * <p>Life: {@link #name} → {@link #create} → {@link VirtualIps#close}. A changed configuration is
 * handed to {@link VirtualIps#replace}.
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
}
