package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.vip.NotifyFifo;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** {@code global_defs} apart from mail, announcements and what has no effect. */
final class GlobalKeywords {
  private static final int LINK_LOCAL_BITS = 24;

  private GlobalKeywords() {}

  static Keywords<GlobalDraft> all() {
    Keywords<GlobalDraft> keywords = new Keywords<>("global_defs");
    keywords
        .line("router_id", (d, c) -> d.routerId = c.only("a name for this machine"))
        .line("vrrp_mcast_group4", GlobalKeywords::group4)
        .line("vrrp_mcast_group6", GlobalKeywords::group6)
        .line("default_interface", (d, c) -> d.defaultInterface = device(c))
        .line("vrrp_version", (d, c) -> d.version = c.number("a version", 2, 3))
        .line("vrrp_check_unicast_src", (d, c) -> d.checkUnicastSource = c.flag())
        .line("vrrp_skip_check_adv_addr", (d, c) -> d.skipAddressCheck = c.flag())
        .line("vrrp_strict", (d, c) -> d.strict = c.flag())
        .line("vrrp_lower_prio_no_advert", (d, c) -> d.lowerPrioNoAdvert = c.flag())
        .line("vrrp_higher_prio_send_advert", (d, c) -> d.higherPrioSendAdvert = c.flag())
        .line("vrrp_notify_priority_changes", (d, c) -> d.priorityChanges = c.flag())
        .line(
            "vrrp_down_timer_adverts",
            (d, c) -> d.downTimerAdverts = c.number("a number of adverts", 1, 100))
        .line("vrrp_startup_delay", (d, c) -> d.startupDelay = startupDelay(c))
        .line("script_user", GlobalKeywords::scriptUser)
        .line("enable_script_security", (d, c) -> d.scriptSecurity = c.flag())
        .once("notify_fifo", GlobalKeywords::fifo)
        .once("vrrp_notify_fifo", GlobalKeywords::fifo)
        .once("notify_fifo_script", GlobalKeywords::fifoScript)
        .once("vrrp_notify_fifo_script", GlobalKeywords::fifoScript);
    MailKeywords.addTo(keywords);
    AnnouncementKeywords.addTo(keywords, "vrrp_", draft -> draft.announcements);
    AnnouncementKeywords.addIntervals(keywords);
    ProcessKeywords.addTo(keywords);
    return keywords;
  }

  private static String device(Clause clause) throws ArgumentException {
    String name = Addresses.device(clause.cursor());
    clause.end();
    return name;
  }

  private static Duration startupDelay(Clause clause) throws ArgumentException {
    return clause.seconds("a number of seconds", Duration.ofMillis(1), Duration.ofSeconds(4_294));
  }

  private static void group4(GlobalDraft draft, Clause clause) throws ArgumentException {
    InetAddress group = group(clause, false);
    if (group.isMulticastAddress() && (bits(group) >>> (32 - LINK_LOCAL_BITS)) != 0xe00000) {
      clause.warn(
          "%s is outside 224.0.0.0/24".formatted(group.getHostAddress()),
          "switches that snoop IGMP without a querier drop it after some minutes, and both nodes"
              + " become owner; the default is 224.0.0.18");
    }
    draft.group4 = group;
  }

  private static int bits(InetAddress address) {
    int bits = 0;
    for (byte part : address.getAddress()) {
      bits = bits << 8 | part & 0xff;
    }
    return bits;
  }

  private static void group6(GlobalDraft draft, Clause clause) throws ArgumentException {
    InetAddress group = group(clause, true);
    if (!(group instanceof Inet6Address six && six.isMCLinkLocal())) {
      clause.warn(
          "%s is not link-local, adverts would leave the network".formatted(group.getHostAddress()),
          "the default is ff02::12");
    }
    draft.group6 = group;
  }

  private static InetAddress group(Clause clause, boolean ipv6) throws ArgumentException {
    String expected = ipv6 ? "an IPv6 multicast group" : "an IPv4 multicast group";
    InetAddress group = Addresses.address(clause.cursor(), expected);
    if (Addresses.ipv6(group) != ipv6 || !group.isMulticastAddress()) {
      throw clause.cursor().error("%s is not %s".formatted(group.getHostAddress(), expected));
    }
    clause.end();
    return group;
  }

  private static void scriptUser(GlobalDraft draft, Clause clause) throws ArgumentException {
    draft.scriptUser = clause.word("the user that runs scripts");
    draft.scriptGroup = clause.cursor().hasNext() ? clause.only("a group") : "";
  }

  private static void fifo(GlobalDraft draft, Clause clause) throws ArgumentException {
    String path = clause.word("the path of a named pipe");
    String user = clause.cursor().hasNext() ? clause.word("a user") : "";
    String group = clause.cursor().hasNext() ? clause.only("a group") : "";
    draft.fifos.put(clause.keyword(), new NotifyFifo(path, Optional.empty(), user, group));
  }

  private static void fifoScript(GlobalDraft draft, Clause clause) throws ArgumentException {
    draft.fifoScripts.put(clause.keyword(), Scripts.command(clause));
  }
}
