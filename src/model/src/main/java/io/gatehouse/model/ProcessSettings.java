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
    Descriptors descriptors,
    String node,
    String description) {

  /**
   * File descriptors of the process.
   *
   * @param wanted {@code ulimit-n}; 0 asks for nothing
   * @param most {@code fd-hard-limit}: what a computed {@code maxconn} may count on; 0 is no bound
   * @param strict whether too few are an error ({@code strict-limits}), else a warning
   */
  public record Descriptors(int wanted, int most, boolean strict) {
    public static final Descriptors DEFAULT = new Descriptors(0, 0, true);
  }
}
