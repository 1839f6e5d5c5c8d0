package io.gatehouse.gateway.vip.dump;

import io.gatehouse.api.vip.Announcements;
import io.gatehouse.api.vip.Authentication;
import io.gatehouse.api.vip.Election;
import io.gatehouse.api.vip.MailSettings;
import io.gatehouse.api.vip.Notification;
import io.gatehouse.api.vip.Peers;
import io.gatehouse.api.vip.SyncGroup;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VipStatus.State;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VrrpInstance;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The form of {@code keepalived.data}: sections, indentation, keys and their order as there. Lines
 * about what is not known here are left out. One use, one thread.
 */
final class DataText {
  private static final DateTimeFormatter CTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss.SSSSSS yyyy", Locale.ENGLISH);
  private static final long MICROS_A_SECOND = 1_000_000;
  private static final int PRIORITIES = 256;

  private final VipConfiguration configuration;
  private final List<VipStatus> statuses;
  private final TrackedText tracked;
  private final StringBuilder text = new StringBuilder();

  DataText(VipDump dump) {
    configuration = dump.configuration();
    statuses = dump.statuses();
    tracked = new TrackedText(dump, this::line);
  }

  String text() {
    globals();
    line("------< VRRP Topology >------");
    statuses.forEach(this::instance);
    if (!configuration.groups().isEmpty()) {
      line("------< VRRP Sync groups >------");
      configuration.groups().forEach(this::group);
    }
    tracked.sections();
    return text.toString();
  }

  private void line(String words) {
    text.append(words).append('\n');
  }

  private void globals() {
    MailSettings mail = configuration.globals().mail();
    line("------< Global definitions >------");
    String router = configuration.globals().routerId();
    if (!router.isEmpty()) {
      line(" Router ID = %s".formatted(router));
    }
    line(" Smtp server = %s".formatted(mail.server()));
    line(" Smtp server port = %d".formatted(mail.port()));
    if (!mail.hello().isEmpty()) {
      line(" Smtp HELO name = %s".formatted(mail.hello()));
    }
    line(" Smtp server connection timeout = %d".formatted(mail.connectTimeout().toSeconds()));
    if (!mail.from().isEmpty()) {
      line(" Email notification from = %s".formatted(mail.from()));
    }
    if (!mail.recipients().isEmpty()) {
      line(" Email notification to:");
      mail.recipients().forEach(recipient -> line("   %s".formatted(recipient)));
    }
    boolean secure = configuration.globals().scripts().secure();
    line(" Script security %s".formatted(secure ? "enabled" : "disabled"));
  }

  private void instance(VipStatus status) {
    VrrpInstance instance = status.instance();
    line(" VRRP Instance = %s".formatted(instance.name()));
    line("   VRRP Version = %d".formatted(instance.router().version()));
    groupOf(instance.name());
    if (instance.router().ipv6()) {
      line("   Using Native IPv6");
    }
    state(status);
    line("   Interface = %s".formatted(instance.router().interfaceName()));
    peers(instance);
    announcements(instance.announcements());
    election(status);
    addresses(status);
    tracked.watches(instance.tracking());
    notification(instance.notification());
  }

  private void groupOf(String instance) {
    for (SyncGroup group : configuration.groups()) {
      if (group.members().contains(instance)) {
        line("   Sync group = %s".formatted(group.name()));
      }
    }
  }

  private void state(VipStatus status) {
    line("   State = %s".formatted(status.state()));
    if (status.state() == State.BACKUP && status.master().isPresent()) {
      line("   Master router = %s".formatted(Spelling.host(status.master().get())));
      line("   Master priority = %d".formatted(status.masterPriority()));
    }
    if (status.instance().peers().unicast().isEmpty()) {
      line("   Flags: none");
    } else {
      line("   Flags:");
      line("     Using unicast");
    }
    line("   Wantstate = %s".formatted(status.wanted()));
    line("   Last transition = %s".formatted(moment(status.sinceMillis())));
    line("   Master down timer = %d usecs".formatted(masterDownMicros(status)));
  }

  private static String moment(long millis) {
    Instant at = Instant.ofEpochMilli(millis);
    return "%d.%06d (%s)"
        .formatted(
            at.getEpochSecond(),
            at.getNano() / 1_000,
            CTIME.format(at.atZone(ZoneId.systemDefault())));
  }

  /** RFC 9568, section 6.1, of version 3 skewed by the interval and of version 2 by a second. */
  private static long masterDownMicros(VipStatus status) {
    Election election = status.instance().election();
    long interval = election.interval().toNanos() / 1_000;
    long unit = status.instance().router().version() == 2 ? MICROS_A_SECOND : interval;
    long skew = (PRIORITIES - status.effectivePriority()) * unit / PRIORITIES;
    return election.downTimerAdverts() * interval + skew;
  }

  private void peers(VrrpInstance instance) {
    Peers peers = instance.peers();
    if (instance.tracking().ignorePrimary()) {
      line("   VRRP interface tracking disabled");
    }
    if (peers.skipAddressCheck()) {
      line("   Skip checking advert IP addresses");
    }
    peers
        .source()
        .ifPresent(
            source ->
                line("   Using src_ip = %s (from configuration)".formatted(Spelling.host(source))));
    if (peers.unicast().isEmpty()) {
      line("   Multicast address %s".formatted(Spelling.host(peers.group())));
    }
  }

  private void announcements(Announcements how) {
    line("   Gratuitous ARP delay = %d".formatted(how.delay().toSeconds()));
    line("   Gratuitous ARP repeat = %d".formatted(how.repeat()));
    line("   Gratuitous ARP refresh = %d".formatted(how.refresh().toSeconds()));
    line("   Gratuitous ARP refresh repeat = %d".formatted(how.refreshRepeat()));
    line(
        "   Gratuitous ARP lower priority delay = %d"
            .formatted(how.lowerPriorityDelay().toSeconds()));
    line("   Gratuitous ARP lower priority repeat = %d".formatted(how.lowerPriorityRepeat()));
  }

  private void election(VipStatus status) {
    VrrpInstance instance = status.instance();
    Election election = instance.election();
    line("   Down timer adverts = %d".formatted(election.downTimerAdverts()));
    line(
        "   Send advert after receive lower priority advert = %s"
            .formatted(!election.lowerPrioNoAdvert()));
    line(
        "   Send advert after receive higher priority advert = %s"
            .formatted(election.higherPrioSendAdvert()));
    line("   Virtual Router ID = %d".formatted(instance.router().id()));
    line("   Priority = %d".formatted(election.priority()));
    line("   Effective priority = %d".formatted(status.effectivePriority()));
    boolean two = instance.router().version() == 2;
    if (two) {
      line("   Advert interval = %d sec".formatted(election.interval().toSeconds()));
    } else {
      line("   Advert interval = %d milli-sec".formatted(election.interval().toMillis()));
    }
    line("   Accept = %s".formatted(able(instance.accept())));
    line("   Preempt = %s".formatted(able(election.preempt())));
    if (!election.preemptDelay().isZero()) {
      line("   Preempt delay = %d secs".formatted(election.preemptDelay().toSeconds()));
    }
    authentication(instance.authentication(), two);
  }

  private static String able(boolean enabled) {
    return enabled ? "enabled" : "disabled";
  }

  private void authentication(Authentication how, boolean two) {
    switch (how) {
      case Authentication.None none -> {
        if (two) {
          line("   Authentication type = none");
        }
      }
      case Authentication.Password secret -> {
        line("   Authentication type = SIMPLE_PASSWORD");
        line("   Password = %s".formatted(StateJson.HIDDEN));
      }
      case Authentication.Header secret -> line("   Authentication type = IPSEC_AH");
    }
  }

  private void addresses(VipStatus status) {
    VrrpInstance instance = status.instance();
    if (!instance.addresses().isEmpty()) {
      line("   Virtual IP (%d):".formatted(instance.addresses().size()));
      addresses(instance.addresses(), status);
    }
    if (!instance.excluded().isEmpty()) {
      line("   Virtual IP Excluded :");
      addresses(instance.excluded(), status);
    }
    if (!instance.peers().unicast().isEmpty()) {
      line(
          "   Check unicast src : %s"
              .formatted(instance.peers().checkUnicastSource() ? "yes" : "no"));
      line("   Unicast Peer :");
      instance
          .peers()
          .unicast()
          .forEach(peer -> line("     %s".formatted(Spelling.host(peer.address()))));
    }
    if (!instance.routes().isEmpty()) {
      line("   Virtual Routes :");
      instance.routes().forEach(route -> line("     %s".formatted(Spelling.route(route))));
    }
  }

  private void addresses(List<VirtualAddress> addresses, VipStatus status) {
    addresses.forEach(address -> line("     %s".formatted(Spelling.address(address, status))));
  }

  private void notification(Notification notification) {
    line("   Using smtp notification = %s".formatted(notification.mail() ? "yes" : "no"));
    line("   Notify priority changes = %s".formatted(notification.priorityChanges()));
  }

  private void group(SyncGroup group) {
    State state = State.INIT;
    for (VipStatus status : statuses) {
      if (group.members().contains(status.instance().name())) {
        state = status.state();
      }
    }
    line(" VRRP Sync Group = %s, %s".formatted(group.name(), state));
    line("   VRRP member instances :");
    group.members().forEach(member -> line("     %s".formatted(member)));
    line("   Using smtp notification = %s".formatted(group.notification().mail() ? "yes" : "no"));
  }
}
