package io.gatehouse.gateway.vip.dump;

import io.gatehouse.api.vip.VipCounters;
import io.gatehouse.api.vip.VipStatus;
import java.util.List;

/** The form of {@code keepalived.stats}. */
final class StatsText {
  private StatsText() {}

  static String of(List<VipStatus> statuses) {
    StringBuilder text = new StringBuilder();
    for (VipStatus status : statuses) {
      text.append(of(status.instance().name(), status.counters()));
    }
    return text.toString();
  }

  private static String of(String name, VipCounters counters) {
    return """
    VRRP Instance: %s
      Advertisements:
        Received: %d
        Sent: %d
      Became master: %d
      Released master: %d
      Packet Errors:
        Length: %d
        TTL: %d
        Invalid Type: %d
        Advertisement Interval: %d
        Address List: %d
      Authentication Errors:
        Invalid Type: %d
        Type Mismatch: %d
        Failure: %d
      Priority Zero:
        Received: %d
        Sent: %d
    """
        .formatted(
            name,
            counters.advertRcvd(),
            counters.advertSent(),
            counters.becomeMaster(),
            counters.releaseMaster(),
            counters.packetLenErr(),
            counters.ipTtlErr(),
            counters.invalidTypeRcvd(),
            counters.advertIntervalErr(),
            counters.addrListErr(),
            counters.invalidAuthtype(),
            counters.authtypeMismatch(),
            counters.authFailure(),
            counters.priZeroRcvd(),
            counters.priZeroSent());
  }
}
