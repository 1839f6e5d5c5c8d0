package io.gatehouse.api.vip;

import java.net.InetAddress;
import java.util.Optional;

/**
 * An address that goes on an interface.
 *
 * @param prefix bits of the network; /32 or /128 when the file gives none
 * @param device empty is the instance's interface
 * @param scope rtnetlink's number: 0 global, 253 link, 254 host
 * @param label empty has none
 * @param broadcast {@code brd}
 */
public record VirtualAddress(
    InetAddress address,
    int prefix,
    String device,
    int scope,
    String label,
    Optional<InetAddress> broadcast) {}
