package io.gatehouse.api.vip;

import java.util.List;

/**
 * {@code global_defs} as far as it is not a default of something else.
 *
 * @param routerId names this node in mails; not on the wire; empty is the host name
 * @param fifos {@code notify_fifo} and {@code vrrp_notify_fifo}, each at most once
 * @param startupDelaySeconds {@code vrrp_startup_delay}
 */
public record VrrpGlobals(
    String routerId,
    MailSettings mail,
    ScriptRules scripts,
    List<NotifyFifo> fifos,
    double startupDelaySeconds) {

  public static final VrrpGlobals DEFAULT =
      new VrrpGlobals("", MailSettings.NONE, ScriptRules.DEFAULT, List.of(), 0);

  public VrrpGlobals {
    fifos = List.copyOf(fifos);
  }
}
