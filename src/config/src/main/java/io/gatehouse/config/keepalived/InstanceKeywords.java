package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;

/** {@code vrrp_instance}: one virtual router. */
final class InstanceKeywords {
  private InstanceKeywords() {}

  static Keywords<InstanceDraft> all() {
    Keywords<InstanceDraft> keywords = new Keywords<>("vrrp_instance");
    ElectionKeywords.addTo(keywords);
    PeerKeywords.addTo(keywords);
    AuthenticationKeywords.addTo(keywords);
    AddressKeywords.addTo(keywords);
    AnnouncementKeywords.addTo(keywords, "", draft -> draft.announcements);
    TrackingKeywords.addTo(keywords, draft -> draft.tracking);
    NotifyKeywords.addTo(keywords, draft -> draft.notification);
    NotifyKeywords.addMoments(keywords);
    return keywords
        .line("dont_track_primary", InstanceKeywords::ignorePrimary)
        .block(
            "virtual_routes",
            (d, c) -> AddressKeywords.each(c, entry -> d.routes.add(RouteKeywords.route(entry))))
        .line("debug", InstanceKeywords::debug)
        .noEffect("links are told by the kernel, not polled", "linkbeat_use_polling")
        .noEffect("buffers are as large as they need to be", "kernel_rx_buf_size")
        .refused(
            Refused.VMAC,
            "use_vmac",
            "use_vmac_addr",
            "vmac_xmit_base",
            "use_ipvlan",
            "garp_extra_if",
            "vmac_garp_intvl")
        .refused(
            "set the rules up with the operating system, or keep Keepalived for this instance",
            "virtual_rules")
        .refused(Refused.IPVS, "lvs_sync_daemon_interface");
  }

  private static void ignorePrimary(InstanceDraft draft, Clause clause) {
    clause.end();
    draft.tracking.ignorePrimary = true;
  }

  private static void debug(InstanceDraft draft, Clause clause) throws ArgumentException {
    int level = clause.number("a level", 0, 4);
    clause.notice("'debug %d' has no effect here".formatted(level), "Keepalived ignores it too");
  }
}
