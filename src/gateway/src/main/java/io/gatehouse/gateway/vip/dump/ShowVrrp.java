package io.gatehouse.gateway.vip.dump;

import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.dataplane.vitality.VitalityWatch.Finding;
import io.gatehouse.gateway.vip.VirtualIpService;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers of {@code show vrrp}. Any thread. */
public record ShowVrrp(VirtualIpService service) {
  /** One line for each instance. */
  public String table() {
    StringBuilder text = new StringBuilder();
    text.append("# instance state wanted prio interface master since addresses\n");
    for (VipStatus status : service.status()) {
      String row =
          "%-20s %-7s %-7s %-4s %-9s %-15s %-24s %s"
              .formatted(
                  status.instance().name(),
                  status.state(),
                  status.wanted(),
                  status.effectivePriority(),
                  status.instance().router().interfaceName(),
                  master(status),
                  Instant.ofEpochMilli(status.sinceMillis()),
                  owned(status));
      text.append(row.stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String master(VipStatus status) {
    if (status.state() == VipStatus.State.MASTER) {
      return "this node";
    }
    return status.master().map(Spelling::host).orElse("-");
  }

  private static String owned(VipStatus status) {
    List<String> addresses = new ArrayList<>();
    for (VirtualAddress address : status.owned()) {
      addresses.add(Spelling.host(address.address()) + "/" + address.prefix());
    }
    return addresses.isEmpty() ? "-" : String.join(",", addresses);
  }

  /** Sentences: how this node is, and why each instance is what it is. */
  public String why() {
    Finding finding = service.finding();
    StringBuilder text = new StringBuilder("node: ").append(finding.vitality());
    text.append(finding.reason().isEmpty() ? "" : ", " + finding.reason()).append('\n');
    for (VipStatus status : service.status()) {
      text.append(status.instance().name()).append(": ").append(status.state());
      text.append(" at priority ").append(status.effectivePriority());
      if (status.effectivePriority() != status.instance().election().priority()) {
        text.append(" of ").append(status.instance().election().priority());
      }
      if (status.state() != VipStatus.State.MASTER && status.master().isPresent()) {
        text.append(", master is ").append(Spelling.host(status.master().get()));
        text.append(" with ").append(status.masterPriority());
      }
      text.append(status.splitBrain() ? ", SPLIT BRAIN" : "");
      text.append(status.reason().isEmpty() ? "" : ": " + status.reason()).append('\n');
    }
    return text.toString();
  }

  /** Keepalived's JSON for each instance with what it has no keys for, and this node. */
  public String json() {
    Finding finding = service.finding();
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("vitality", finding.vitality().name());
    node.put("reason", finding.reason());
    VirtualIpService.Traffic traffic = service.traffic();
    node.put("mails_sent", traffic.mailsSent());
    node.put("mails_failed", traffic.mailsFailed());
    node.put("mails_dropped", traffic.mailsDropped());
    node.put("log_lines_dropped", traffic.linesDropped());
    all.put("node", node);
    List<Map<String, Object>> instances = new ArrayList<>();
    StateJson json = new StateJson(service.configuration());
    for (VipStatus status : service.status()) {
      Map<String, Object> instance = json.instance(status);
      instance.put("gatehouse", more(status));
      instances.add(instance);
    }
    all.put("instances", instances);
    return JsonTree.text(all) + "\n";
  }

  private static Map<String, Object> more(VipStatus status) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("state", status.state().name());
    more.put("master", status.master().map(InetAddress::getHostAddress).orElse(""));
    more.put("split_brain", status.splitBrain());
    more.put("duplicate_owners", status.counters().duplicateOwners());
    more.put("checksum_err", status.counters().checksumErr());
    more.put("version_err", status.counters().versionErr());
    more.put("vrid_err", status.counters().vridErr());
    more.put("reason", status.reason());
    return more;
  }
}
