package io.gatehouse.config.keepalived;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The words of the outermost level. */
final class Sections {
  /** Sections that are read. */
  private static final Set<String> READ =
      Set.of(
          "global_defs",
          "vrrp_instance",
          "vrrp_sync_group",
          "vrrp_script",
          "vrrp_track_process",
          "vrrp_track_file",
          "track_file",
          "static_ipaddress",
          "static_routes");

  /** What stands at the outermost level and nowhere else. */
  static final Set<String> ONLY_OUTERMOST =
      Set.of(
          "global_defs",
          "vrrp_instance",
          "vrrp_sync_group",
          "vrrp_script",
          "vrrp_track_process",
          "vrrp_track_file",
          "static_ipaddress",
          "static_routes",
          "static_rules",
          "virtual_server",
          "virtual_server_group",
          "bfd_instance",
          "garp_group",
          "interface_up_down_delays",
          "linkbeat_interfaces");

  static final Map<String, String> REFUSED =
      Map.of(
          "virtual_server",
          Refused.IPVS,
          "virtual_server_group",
          Refused.IPVS,
          "SSL",
          Refused.IPVS,
          "bfd_instance",
          Refused.BFD,
          "static_rules",
          "set the rules up with the operating system",
          "track_group",
          "remove it and the words 'track_group' that name it",
          "garp_group",
          "write 'vrrp_garp_interval' and 'vrrp_gna_interval' in 'global_defs'",
          "interface_up_down_delays",
          "remove it; a link that goes down is a fault at once",
          "net_namespace",
          "let the service manager do it (NetworkNamespacePath=)",
          "net_namespace_ipvs",
          Refused.IPVS);

  static final Map<String, String> NO_EFFECT =
      Map.of(
          "linkbeat_interfaces", "links are told by the kernel, not polled",
          "linkbeat_use_polling", "links are told by the kernel, not polled",
          "instance", "the command line names the process's files",
          "use_pid_dir", "the command line names the process's files",
          "namespace_with_ipsets", "Gatehouse makes no firewall rules",
          "child_wait_time", "there are no child processes");

  private Sections() {}

  static Set<String> all() {
    Set<String> all = new TreeSet<>(READ);
    all.addAll(REFUSED.keySet());
    all.addAll(NO_EFFECT.keySet());
    return all;
  }
}
