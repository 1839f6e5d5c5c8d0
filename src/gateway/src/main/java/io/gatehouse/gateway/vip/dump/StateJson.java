package io.gatehouse.gateway.vip.dump;

import io.gatehouse.api.vip.Announcements;
import io.gatehouse.api.vip.Authentication;
import io.gatehouse.api.vip.Election;
import io.gatehouse.api.vip.Notification;
import io.gatehouse.api.vip.Notification.Moment;
import io.gatehouse.api.vip.Tracking;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipCounters;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VirtualRoute;
import io.gatehouse.api.vip.VrrpInstance;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of {@code keepalived.json}. Whole seconds are integers: its readers decode them so. Keys
 * of what cannot be configured here have the value that Keepalived gives them then.
 */
final class StateJson {
  static final String HIDDEN = "********";

  private static final int MICROS = 6;
  private static final int MILLIS = 3;
  private static final int MASTER_NONE = 0;

  private final Watches watches;

  StateJson(VipConfiguration configuration) {
    watches = new Watches(configuration);
  }

  String of(List<VipStatus> statuses) {
    List<Map<String, Object>> all = new ArrayList<>();
    statuses.forEach(status -> all.add(instance(status)));
    return JsonTree.text(all);
  }

  /** What is known of one instance, and its counters. */
  Map<String, Object> instance(VipStatus status) {
    Map<String, Object> both = new LinkedHashMap<>();
    both.put("data", data(status));
    both.put("stats", stats(status.counters()));
    return both;
  }

  private Map<String, Object> data(VipStatus status) {
    VrrpInstance instance = status.instance();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("iname", instance.name());
    data.put("dont_track_primary", bit(instance.tracking().ignorePrimary()));
    data.put("skip_check_adv_addr", bit(instance.peers().skipAddressCheck()));
    data.put("strict_mode", 0);
    data.put("vmac_ifname", "");
    data.put("ifp_ifname", instance.router().interfaceName());
    boolean master = status.state() == VipStatus.State.MASTER;
    data.put("master_priority", master ? MASTER_NONE : status.masterPriority());
    data.put("last_transition", BigDecimal.valueOf(status.sinceMillis(), MILLIS).setScale(MICROS));
    announcements(data, instance.announcements());
    election(data, status);
    data.put("state", number(status.state()));
    data.put("wantstate", number(status.wanted()));
    data.put("version", instance.router().version());
    notification(data, instance.notification());
    addresses(data, status);
    tracking(data, instance.tracking());
    authentication(data, instance.authentication());
    return data;
  }

  private static void announcements(Map<String, Object> data, Announcements how) {
    data.put("garp_delay", how.delay().toSeconds());
    data.put("garp_refresh", how.refresh().toSeconds());
    data.put("garp_rep", how.repeat());
    data.put("garp_refresh_rep", how.refreshRepeat());
    data.put("garp_lower_prio_delay", how.lowerPriorityDelay().toSeconds());
    data.put("garp_lower_prio_rep", how.lowerPriorityRepeat());
  }

  private static void election(Map<String, Object> data, VipStatus status) {
    VrrpInstance instance = status.instance();
    Election election = instance.election();
    data.put("lower_prio_no_advert", bit(election.lowerPrioNoAdvert()));
    data.put("higher_prio_send_advert", bit(election.higherPrioSendAdvert()));
    data.put("vrid", instance.router().id());
    data.put("base_priority", election.priority());
    data.put("effective_priority", status.effectivePriority());
    data.put("vipset", !status.owned().isEmpty());
    data.put("promote_secondaries", false);
    data.put("adver_int", seconds(election.interval()));
    data.put("master_adver_int", seconds(election.interval()));
    data.put("accept", bit(instance.accept()));
    data.put("nopreempt", !election.preempt());
    data.put("preempt_delay", election.preemptDelay().toSeconds());
  }

  private static Number seconds(Duration time) {
    boolean whole = time.toMillisPart() == 0;
    return whole ? Long.valueOf(time.toSeconds()) : BigDecimal.valueOf(time.toMillis(), MILLIS);
  }

  private static void notification(Map<String, Object> data, Notification notification) {
    data.put("smtp_alert", notification.mail());
    data.put(
        "notify_deleted",
        notification.scripts().stream().anyMatch(each -> each.moment() == Moment.DELETED));
    for (Notification.Listener listener : notification.scripts()) {
      data.put(key(listener.moment()), Spelling.command(listener.script()));
    }
  }

  private static String key(Moment moment) {
    return switch (moment) {
      case ANY -> "script";
      case MASTER -> "script_master";
      case BACKUP -> "script_backup";
      case FAULT -> "script_fault";
      case STOP -> "script_stop";
      case DELETED -> "script_deleted";
      case MASTER_RX_LOWER_PRI -> "script_master_rx_lower_pri";
    };
  }

  private static void addresses(Map<String, Object> data, VipStatus status) {
    VrrpInstance instance = status.instance();
    list(data, "vips", spelt(instance.addresses(), status));
    list(data, "evips", spelt(instance.excluded(), status));
    List<String> routes = new ArrayList<>();
    for (VirtualRoute route : instance.routes()) {
      routes.add(Spelling.route(route));
    }
    list(data, "vroutes", routes);
  }

  private static List<String> spelt(List<VirtualAddress> addresses, VipStatus status) {
    return addresses.stream().map(address -> Spelling.address(address, status)).toList();
  }

  private void tracking(Map<String, Object> data, Tracking tracking) {
    list(data, "track_ifp", tracking.interfaces().stream().map(Tracking.Watch::name).toList());
    list(data, "track_script", watches.commands(tracking));
  }

  /** What is empty is not there at all. */
  private static void list(Map<String, Object> data, String key, List<String> values) {
    if (!values.isEmpty()) {
      data.put(key, values);
    }
  }

  private static void authentication(Map<String, Object> data, Authentication how) {
    switch (how) {
      case Authentication.None none -> data.put("auth_type", 0);
      case Authentication.Password secret -> {
        data.put("auth_type", 1);
        data.put("auth_data", HIDDEN);
      }
      case Authentication.Header secret -> {
        data.put("auth_type", 2);
        data.put("auth_data", HIDDEN);
      }
    }
  }

  private static Map<String, Object> stats(VipCounters counters) {
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("advert_rcvd", counters.advertRcvd());
    stats.put("advert_sent", counters.advertSent());
    stats.put("become_master", counters.becomeMaster());
    stats.put("release_master", counters.releaseMaster());
    stats.put("packet_len_err", counters.packetLenErr());
    stats.put("advert_interval_err", counters.advertIntervalErr());
    stats.put("ip_ttl_err", counters.ipTtlErr());
    stats.put("invalid_type_rcvd", counters.invalidTypeRcvd());
    stats.put("addr_list_err", counters.addrListErr());
    stats.put("invalid_authtype", counters.invalidAuthtype());
    stats.put("authtype_mismatch", counters.authtypeMismatch());
    stats.put("auth_failure", counters.authFailure());
    stats.put("pri_zero_rcvd", counters.priZeroRcvd());
    stats.put("pri_zero_sent", counters.priZeroSent());
    return stats;
  }

  private static int number(VipStatus.State state) {
    return switch (state) {
      case INIT -> 0;
      case BACKUP -> 1;
      case MASTER -> 2;
      case FAULT -> 3;
    };
  }

  private static int bit(boolean value) {
    return value ? 1 : 0;
  }
}
