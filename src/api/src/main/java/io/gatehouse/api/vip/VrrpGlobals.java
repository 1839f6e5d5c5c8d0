package io.gatehouse.api.vip;

import java.util.Optional;

/**
 * {@code global_defs} as far as it is not a default of something else.
 *
 * @param routerId names this node in mails; not on the wire; empty is the host name
 * @param skipCheckAdvAddr {@code vrrp_skip_check_adv_addr}: the address list is compared once only
 * @param startupDelaySeconds {@code vrrp_startup_delay}
 */
public record VrrpGlobals(
    String routerId,
    MailSettings mail,
    ScriptRules scripts,
    Optional<NotifyFifo> fifo,
    boolean skipCheckAdvAddr,
    double startupDelaySeconds) {

  public static final VrrpGlobals DEFAULT =
      new VrrpGlobals("", MailSettings.NONE, ScriptRules.DEFAULT, Optional.empty(), false, 0);
}
