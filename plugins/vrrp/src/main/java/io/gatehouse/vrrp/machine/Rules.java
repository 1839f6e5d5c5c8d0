package io.gatehouse.vrrp.machine;

import io.gatehouse.api.vip.Announcements;
import io.gatehouse.api.vip.Election;
import io.gatehouse.api.vip.VipSettings;
import io.gatehouse.api.vip.VrrpInstance;
import java.time.Duration;

/**
 * What never changes while an instance runs. Times are nanoseconds.
 *
 * @param multicastHint what an operator should know about the group; empty when nothing
 * @param grouped member of a sync group
 * @param lease lifetime of the addresses; {@link State#NEVER} when they are not leased
 * @param spacing least time between two announcements
 */
public record Rules(
    String name,
    boolean version3,
    Election election,
    Announcements announcements,
    VipSettings settings,
    boolean grouped,
    long interval,
    long lease,
    long spacing,
    String multicastHint) {

  /** How long a claim waits for an objection. */
  static final long CLAIM = 15_000_000L;

  /** How long when the last owner has said that it gave up: there and back on one network. */
  static final long SHORT_CLAIM = 3_000_000L;

  /** How long the first few questions wait that follow an answer: the owner is just letting go. */
  static final long AGAIN = 5_000_000L;

  /**
   * How long a claim waits for a word of the process behind a kernel that answered. An owner that
   * has just announced a lot may speak again after a third of a second only.
   */
  static final long DEFENCE = 400_000_000L;

  /** What one step of priority makes when two claim at once. */
  static final long RANK = 1_000_000L;

  static final long SECOND = 1_000_000_000L;
  static final int OWNER = 255;

  /** The kernel takes an address off up to half a second after the end of its lifetime. */
  private static final long KERNEL_LAG = SECOND / 2;

  public static Rules of(VrrpInstance instance, VipSettings settings, boolean grouped) {
    Announcements announcements = instance.announcements();
    boolean ipv6 = instance.router().ipv6();
    Duration spacing = ipv6 ? announcements.neighbourInterval() : announcements.arpInterval();
    return new Rules(
        instance.name(),
        instance.router().version() == 3,
        instance.election(),
        announcements,
        settings,
        grouped,
        instance.election().interval().toNanos(),
        settings.leased() ? leaseSeconds(instance.election(), settings) * SECOND : State.NEVER,
        spacing.toNanos(),
        multicastHint(instance));
  }

  /**
   * The longest whole number of seconds that is over, with the kernel's lag, before the peers'
   * master down interval; the kernel knows whole seconds only, so at least one.
   */
  static long leaseSeconds(Election election, VipSettings settings) {
    if (!settings.lease().isZero()) {
      return Math.max(1, settings.lease().toSeconds());
    }
    long silence = election.downTimerAdverts() * election.interval().toNanos();
    return Math.max(1, (silence - KERNEL_LAG) / SECOND);
  }

  private static String multicastHint(VrrpInstance instance) {
    byte[] group = instance.peers().group().getAddress();
    boolean routine =
        instance.router().ipv6()
            || !instance.peers().unicast().isEmpty()
            || group[0] == (byte) 224 && group[1] == 0 && group[2] == 0;
    return routine
        ? ""
        : ", or a switch with IGMP snooping that does not forward "
            + instance.peers().group().getHostAddress()
            + ", which is outside 224.0.0.0/24";
  }

  int clamp(int total) {
    return election.ofOwner() ? OWNER : Math.clamp(total, 1, OWNER - 1);
  }

  long skew(int priority, long masterInterval) {
    return (256 - priority) * (version3 ? masterInterval : SECOND) / 256;
  }

  long masterDown(int priority, long masterInterval) {
    return election.downTimerAdverts() * masterInterval + skew(priority, masterInterval);
  }
}
