package io.gatehouse.vrrp;

import io.gatehouse.api.vip.Announcements;
import io.gatehouse.api.vip.Authentication;
import io.gatehouse.api.vip.Election;
import io.gatehouse.api.vip.Notification;
import io.gatehouse.api.vip.Peers;
import io.gatehouse.api.vip.Tracking;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VirtualRouter;
import io.gatehouse.api.vip.VrrpGlobals;
import io.gatehouse.api.vip.VrrpInstance;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The instance of the classic two-node configuration, and variations of it. */
public final class Samples {
  private Samples() {}

  /** VI_1: router 6 on eth0, 192.168.1.88/24, version 2 with a password, group 224.0.100.100. */
  public static VrrpInstance version2(int priority, String password) {
    return instance(
        new VirtualRouter("eth0", 6, 2, false),
        priority,
        Duration.ofSeconds(1),
        new Authentication.Password(password),
        "192.168.1.88/24");
  }

  /** The same in version 3 with 0.1 s. */
  public static VrrpInstance version3(int priority) {
    return instance(
        new VirtualRouter("eth0", 6, 3, false),
        priority,
        Duration.ofMillis(100),
        new Authentication.None(),
        "192.168.1.88/24");
  }

  /** fe80::88 and fd00:88::88 over IPv6. */
  public static VrrpInstance ipv6(int priority) {
    return instance(
        new VirtualRouter("eth0", 6, 3, true),
        priority,
        Duration.ofMillis(100),
        new Authentication.None(),
        "fe80::88/64",
        "fd00:88::88/64");
  }

  public static VrrpInstance instance(
      VirtualRouter router,
      int priority,
      Duration interval,
      Authentication authentication,
      String... addresses) {
    boolean ipv6 = router.ipv6();
    return new VrrpInstance(
        "VI_1",
        router,
        new Election(false, priority, interval, true, Duration.ZERO, false, false, 3),
        new Peers(
            Optional.empty(),
            address(ipv6 ? "ff02::12" : "224.0.100.100"),
            List.of(),
            false,
            false,
            255),
        authentication,
        List.of(addresses).stream().map(Samples::virtual).toList(),
        List.of(),
        List.of(),
        true,
        announcements(),
        new Tracking(false, List.of(), List.of()),
        Notification.NONE);
  }

  /** Another instance beside VI_1, version 3. */
  static VrrpInstance another(String name, int id, String address) {
    VrrpInstance like =
        instance(
            new VirtualRouter("eth0", id, 3, false),
            100,
            Duration.ofMillis(100),
            new Authentication.None(),
            address);
    return new VrrpInstance(
        name,
        like.router(),
        like.election(),
        like.peers(),
        like.authentication(),
        like.addresses(),
        like.excluded(),
        like.routes(),
        like.accept(),
        like.announcements(),
        like.tracking(),
        like.notification());
  }

  public static Announcements announcements() {
    return new Announcements(
        Duration.ofSeconds(5),
        5,
        Duration.ZERO,
        1,
        Duration.ofSeconds(5),
        5,
        Duration.ZERO,
        Duration.ZERO);
  }

  public static VipConfiguration configuration(VrrpInstance... instances) {
    return new VipConfiguration(
        VrrpGlobals.DEFAULT, List.of(), List.of(), List.of(), List.of(), List.of(instances));
  }

  static VirtualAddress virtual(String text) {
    String[] parts = text.split("/", -1);
    return new VirtualAddress(
        address(parts[0]), Integer.parseInt(parts[1]), "", 0, "", Optional.empty());
  }

  public static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
