package io.gatehouse.config.keepalived;

import io.gatehouse.api.vip.Authentication;
import io.gatehouse.api.vip.Election;
import io.gatehouse.api.vip.Notification;
import io.gatehouse.api.vip.Peers;
import io.gatehouse.api.vip.Tracking;
import io.gatehouse.api.vip.VirtualRouter;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.config.keepalived.InstanceDraft.Familiar;
import io.gatehouse.config.text.Diagnostics;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one instance: what Keepalived decides when it has read all of it. */
final class InstanceBuilder {
  static final int OWNER = 255;
  private static final int DEFAULT_PRIORITY = 100;
  private static final int MOST_ADDRESSES = 255;
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_V3 = Duration.ofMillis(40_950);

  private final InstanceDraft draft;
  private final GlobalDraft global;
  private final Context context;
  private final Diagnostics diagnostics;
  private final boolean strict;
  private final boolean ipv6;
  private final int version;

  InstanceBuilder(InstanceDraft draft, GlobalDraft global, Context context) {
    this.draft = draft;
    this.global = global;
    this.context = context;
    this.diagnostics = context.diagnostics();
    this.strict = given(draft.strict, global.strict);
    this.ipv6 = family();
    this.version = version();
  }

  VrrpInstance build(Tracking tracking, Notification notification) {
    required();
    interfaces();
    int priority = priority();
    return new VrrpInstance(
        draft.name,
        new VirtualRouter(draft.interfaceName, draft.id, version, ipv6),
        election(priority),
        peers(),
        authentication(priority),
        draft.addresses,
        draft.excluded,
        draft.routes,
        given(draft.accept, priority == OWNER || !strict),
        draft.announcements.over(global.announcements, strict),
        tracking,
        notification);
  }

  private static <T> T given(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /** The family of whatever came first; everything else must be of it. */
  private boolean family() {
    if (draft.families.isEmpty()) {
      return false;
    }
    Familiar first = draft.families.getFirst();
    for (Familiar other : draft.families) {
      if (other.ipv6() != first.ipv6()) {
        diagnostics.error(
            other.at(),
            "%s is %s, but %s is %s"
                .formatted(other.what(), protocol(other), first.what(), protocol(first)),
            "one instance has one family, told by the line %s:%d; addresses of the other go into"
                .formatted(first.at().start().file(), first.at().start().line()),
            "'virtual_ipaddress_excluded' or into an instance of their own");
      }
    }
    return first.ipv6();
  }

  private static String protocol(Familiar one) {
    return one.ipv6() ? "IPv6" : "IPv4";
  }

  private int version() {
    if (ipv6 && draft.version == 2) {
      diagnostics.error(
          draft.at("version"),
          "VRRP version 2 has no IPv6",
          "write 'version 3' or remove the line");
    }
    return ipv6 ? 3 : draft.version == 0 ? global.version : draft.version;
  }

  private void required() {
    if (draft.id == 0 && !draft.has("virtual_router_id")) {
      diagnostics.error(draft.header, "%s has no 'virtual_router_id'".formatted(draft));
    }
    if (!draft.has("interface")) {
      diagnostics.error(
          draft.header,
          "%s has no 'interface'".formatted(draft),
          "also with unicast peers it must be named");
    }
    if (draft.addresses.isEmpty()) {
      String message = "%s has no virtual address".formatted(draft);
      diagnostics.error(draft.header, message, "add a 'virtual_ipaddress' block");
    }
    if (draft.addresses.size() > MOST_ADDRESSES) {
      diagnostics.error(
          draft.at("virtual_ipaddress"),
          "an advert has room for %d addresses, not for %d"
              .formatted(MOST_ADDRESSES, draft.addresses.size()),
          "move the others to 'virtual_ipaddress_excluded'");
    }
    if (draft.has("unicast_ttl") && draft.peers.isEmpty()) {
      diagnostics.error(
          draft.at("unicast_ttl"), "'unicast_ttl' needs peers", "add a 'unicast_peer' block");
    }
    unicast();
  }

  private void unicast() {
    for (String keyword : new String[] {"unicast_src_ip", "check_unicast_src", "unicast_peer"}) {
      if (draft.has(keyword) && draft.peers.isEmpty()) {
        diagnostics.warning(
            draft.at(keyword),
            "there is no unicast peer, adverts go to the multicast group",
            "name the peers in a 'unicast_peer' block");
        return;
      }
    }
    if (strict && draft.accept == null && priority() != OWNER) {
      diagnostics.warning(
          draft.at("interface"),
          "strict mode does not filter: what is sent to the addresses is accepted",
          "say 'accept' to keep this in Keepalived as well");
    }
    if (strict && !draft.peers.isEmpty()) {
      diagnostics.error(draft.at("unicast_peer"), "strict mode has no unicast peers");
    }
    if (draft.group != null && !draft.peers.isEmpty()) {
      diagnostics.error(
          draft.at("mcast_dst_ip"), "adverts go to the unicast peers, not to a multicast group");
    }
  }

  /** An interface that is missing now may come later. */
  private void interfaces() {
    Set<String> known = context.machine().interfaces();
    String name = draft.interfaceName;
    if (!name.isEmpty() && !known.isEmpty() && !known.contains(name)) {
      diagnostics.warning(
          draft.at("interface"),
          "interface '%s' does not exist now".formatted(name),
          "there are: " + String.join(", ", known),
          "the instance waits until it appears");
    }
  }

  private int priority() {
    if (draft.priority != 0) {
      return draft.priority;
    }
    return Boolean.TRUE.equals(draft.master) ? OWNER : DEFAULT_PRIORITY;
  }

  private Election election(int priority) {
    boolean master = given(draft.master, priority == OWNER);
    if (strict && master != (priority == OWNER)) {
      diagnostics.error(
          draft.at("state"),
          "in strict mode only priority 255 starts as MASTER, and it always does");
    }
    return new Election(
        master,
        priority,
        interval(),
        preempt(master, priority),
        master || draft.nopreempt ? Duration.ZERO : draft.preemptDelay,
        given(draft.higherPrioSendAdvert, !strict && global.higherPrioSendAdvert),
        given(draft.lowerPrioNoAdvert, strict || global.lowerPrioNoAdvert),
        given(draft.downTimerAdverts, global.downTimerAdverts));
  }

  private boolean preempt(boolean master, int priority) {
    if (draft.nopreempt && priority == OWNER) {
      diagnostics.warning(
          draft.at("nopreempt"), "'nopreempt' does not go with priority 255 and is not in force");
      return true;
    }
    if (draft.nopreempt && master) {
      diagnostics.warning(
          draft.at("nopreempt"),
          "'nopreempt' does not go with 'state MASTER' and is not in force",
          "write 'state BACKUP' on all nodes; the priority decides");
    }
    boolean delayed = !draft.preemptDelay.isZero();
    if (delayed && master) {
      diagnostics.warning(
          draft.at("preempt_delay"),
          "'preempt_delay' does not go with 'state MASTER' and is not in force",
          "write 'state BACKUP' on all nodes; the priority decides");
    } else if (delayed && draft.nopreempt) {
      diagnostics.warning(
          draft.at("preempt_delay"),
          "'preempt_delay' does not go with 'nopreempt' and is not in force");
    }
    return !draft.nopreempt || master;
  }

  private Duration interval() {
    Duration interval = given(draft.interval, DEFAULT_INTERVAL);
    if (version == 2 && interval.toNanos() % 1_000_000_000 != 0) {
      diagnostics.error(
          draft.at("advert_int"),
          "version 2 sends adverts every whole seconds",
          "write 'version 3' on all nodes, or a whole number");
    }
    if (version == 3 && interval.compareTo(LONGEST_V3) > 0) {
      diagnostics.error(
          draft.at("advert_int"), "version 3 sends adverts at least every 40.95 seconds");
    }
    if (version == 3 && interval.toNanos() % 10_000_000 != 0) {
      diagnostics.error(
          draft.at("advert_int"), "version 3 counts in hundredths of a second, this is finer");
    }
    return interval;
  }

  private Peers peers() {
    InetAddress own = draft.group;
    InetAddress group = own == null ? ipv6 ? global.group6 : global.group4 : own;
    return new Peers(
        Optional.ofNullable(draft.source),
        group,
        draft.peers,
        draft.checkSource || global.checkUnicastSource,
        draft.skipAddressCheck || global.skipAddressCheck,
        draft.unicastTtl);
  }

  private Authentication authentication(int priority) {
    if (draft.authType.isEmpty()) {
      if (draft.has("auth_pass")) {
        diagnostics.warning(
            draft.header, "%s has a password but no 'auth_type', so none is used".formatted(draft));
      }
      return new Authentication.None();
    }
    if (version == 3 || strict) {
      diagnostics.error(
          draft.at("auth_type"),
          version == 3
              ? "VRRP version 3 has no authentication"
              : "strict mode has no authentication",
          "remove the 'authentication' block on all nodes");
    } else if (draft.authPass.isEmpty()) {
      diagnostics.error(draft.at("auth_type"), "'auth_type' needs an 'auth_pass'");
    }
    boolean header = draft.authType.equals("AH");
    if (header && Boolean.TRUE.equals(draft.master) && priority != OWNER) {
      diagnostics.error(
          draft.at("state"),
          "'state MASTER' does not go with 'auth_type AH', whose sequence numbers must be heard",
          "write 'state BACKUP' on all nodes; the priority decides");
    }
    return header
        ? new Authentication.Header(draft.authPass)
        : new Authentication.Password(draft.authPass);
  }
}
