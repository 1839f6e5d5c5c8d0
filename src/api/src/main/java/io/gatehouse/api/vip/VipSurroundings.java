package io.gatehouse.api.vip;

/**
 * What the process gives to a provider. Every method may be called from the provider's own thread
 * and returns at once.
 */
public interface VipSurroundings {

  /** How well this node can serve at this moment. */
  Vitality vitality();

  /** Lease, shared fate and other settings that {@code keepalived.conf} has no words for. */
  VipSettings settings();

  /** A line for the log. */
  void log(Severity severity, String line);

  /** A mail of {@code smtp_alert}; sent later by another thread, dropped when too many wait. */
  void mail(Mail mail);

  /** Syslog's severities, as far as they are used here. */
  enum Severity {
    ALERT,
    ERROR,
    WARNING,
    NOTICE,
    INFO
  }

  /**
   * One mail in Keepalived's words; who gets it stands in {@link MailSettings}.
   *
   * @param subject {@code VRRP Instance NAME - Entering MASTER state} or {@code VRRP Group NAME -
   *     Entering BACKUP state}; the router id in brackets is put in front of it by the process
   * @param text {@code => VRRP Instance is now owning VRRP VIPs <=}, {@code => VRRP Instance is no
   *     longer owning VRRP VIPs <=} for every other state, {@code => All VRRP group instances are
   *     now in MASTER state <=} for groups
   */
  record Mail(String subject, String text) {}
}
