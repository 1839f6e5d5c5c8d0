package io.gatehouse.api.vip;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A route that is there while the instance is master, or always for a static one.
 *
 * @param destination empty is the default route of the family
 * @param prefix bits of the destination
 * @param device empty lets the kernel find it by the gateway
 * @param metric 0 is the kernel's default
 * @param table 254 is the main one
 * @param blackhole packets are dropped instead of sent
 */
public record VirtualRoute(
    Optional<InetAddress> destination,
    int prefix,
    boolean ipv6,
    Optional<InetAddress> gateway,
    Optional<InetAddress> source,
    String device,
    int scope,
    int metric,
    int table,
    boolean blackhole) {}
