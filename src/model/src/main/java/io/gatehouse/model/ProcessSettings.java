package io.gatehouse.model;

import java.util.Optional;

/**
 * How the process appears to the system. Accounts and {@code chroot} are told, not performed: the
 * service manager starts us unprivileged and confined.
 */
public record ProcessSettings(
    Optional<String> pidfile,
    Optional<String> user,
    Optional<String> group,
    Optional<String> chroot,
    boolean daemon,
    String node,
    String description) {}
