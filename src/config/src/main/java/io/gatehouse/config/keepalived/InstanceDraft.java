package io.gatehouse.config.keepalived;

import io.gatehouse.api.vip.Peers.Peer;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VirtualRoute;
import io.gatehouse.config.text.Span;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code vrrp_instance}; what was not given is null, zero or empty. */
final class InstanceDraft extends Draft {

  /** Something whose family must be the instance's. */
  record Familiar(boolean ipv6, String what, Span at) {}

  final AnnouncementDraft announcements = new AnnouncementDraft();
  final TrackingDraft tracking = new TrackingDraft();
  final NotificationDraft notification = new NotificationDraft();
  final List<VirtualAddress> addresses = new ArrayList<>();
  final List<VirtualAddress> excluded = new ArrayList<>();
  final List<VirtualRoute> routes = new ArrayList<>();
  final List<Peer> peers = new ArrayList<>();
  final List<Familiar> families = new ArrayList<>();

  @Nullable Boolean master;
  String interfaceName = "";
  int id;
  int priority;
  int version;
  @Nullable Duration interval;
  boolean nopreempt;
  Duration preemptDelay = Duration.ZERO;
  @Nullable Integer downTimerAdverts;
  @Nullable Boolean higherPrioSendAdvert;
  @Nullable Boolean lowerPrioNoAdvert;
  @Nullable Boolean accept;
  @Nullable Boolean strict;

  String authType = "";
  String authPass = "";

  @Nullable InetAddress source;
  @Nullable InetAddress group;
  int unicastTtl = 255;
  boolean checkSource;
  boolean skipAddressCheck;

  InstanceDraft(String name, Span header) {
    super("vrrp_instance", name, header);
  }
}
