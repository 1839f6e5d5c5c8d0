package io.gatehouse.config.keepalived;

/** Keywords about Keepalived's own processes and about parts that are not here. */
final class ProcessKeywords {
  private ProcessKeywords() {}

  static void addTo(Keywords<GlobalDraft> keywords) {
    addProcesses(keywords);
    addChildren(keywords);
    addBuffers(keywords);
    addReloads(keywords);
    addOthers(keywords);
    addRefused(keywords);
  }

  private static void addProcesses(Keywords<GlobalDraft> keywords) {
    keywords
        .noEffect(
            "there is one process; its name is gatehouse",
            "process_names",
            "process_name",
            "vrrp_process_name",
            "checker_process_name",
            "lvs_process_name",
            "bfd_process_name")
        .noEffect(
            "VRRP has a thread of its own; priority, memory and processors of the process are for"
                + " the service manager",
            "vrrp_priority",
            "vrrp_rt_priority",
            "vrrp_no_swap",
            "vrrp_cpu_affinity",
            "vrrp_rlimit_rttime",
            "vrrp_rlimit_rtime",
            "max_auto_priority",
            "min_auto_priority_delay",
            "umask");
  }

  private static void addChildren(Keywords<GlobalDraft> keywords) {
    keywords.noEffect(
        "there are no checker and BFD processes",
        "checker_priority",
        "checker_rt_priority",
        "checker_no_swap",
        "checker_cpu_affinity",
        "checker_rlimit_rttime",
        "checker_rlimit_rtime",
        "checker_log_all_failures",
        "smtp_alert_checker",
        "no_checker_emails",
        "rs_init_notifies",
        "bfd_priority",
        "bfd_rt_priority",
        "bfd_no_swap",
        "bfd_cpu_affinity",
        "bfd_rlimit_rttime",
        "bfd_rlimit_rtime");
  }

  private static void addBuffers(Keywords<GlobalDraft> keywords) {
    keywords.noEffect(
        "buffers are as large as they need to be",
        "vrrp_netlink_cmd_rcv_bufs",
        "vrrp_netlink_cmd_rcv_bufs_force",
        "vrrp_netlink_monitor_rcv_bufs",
        "vrrp_netlink_monitor_rcv_bufs_force",
        "process_monitor_rcv_bufs",
        "process_monitor_rcv_bufs_force",
        "lvs_netlink_cmd_rcv_bufs",
        "lvs_netlink_cmd_rcv_bufs_force",
        "lvs_netlink_monitor_rcv_bufs",
        "lvs_netlink_monitor_rcv_bufs_force",
        "vrrp_rx_bufs_policy",
        "vrrp_rx_bufs_multiplier");
  }

  private static void addReloads(Keywords<GlobalDraft> keywords) {
    keywords
        .noEffect("interfaces may always come and go", "dynamic_interfaces")
        .noEffect("adverts of unknown routers are always counted", "log_unknown_vrids")
        .noEffect("numbers are drawn anew at each load", "random_seed")
        .noEffect(
            "states are written to the pipe whenever they change",
            "fifo_write_vrrp_states_on_reload")
        .noEffect(
            "a configuration is checked as a whole before it replaces the running one",
            "reload_check_config",
            "reload_time_file",
            "reload_repeat",
            "reload_file",
            "config_save_dir",
            "tmp_config_directory",
            "include_check",
            "data_use_instance",
            "use_symlink_paths",
            "set_supplementary_groups",
            "disable_local_igmp");
  }

  private static void addOthers(Keywords<GlobalDraft> keywords) {
    keywords
        .noEffect(
            "there is no SNMP and no D-Bus; ask the runtime socket or the management server",
            "snmp_socket",
            "enable_traps",
            "enable_snmp_vrrp",
            "enable_snmp_keepalived",
            "enable_snmp_rfc",
            "enable_snmp_rfcv2",
            "enable_snmp_rfcv3",
            "enable_snmp_checker",
            "enable_dbus",
            "dbus_service_name")
        .noEffect(
            "Gatehouse makes no firewall rules",
            "vrrp_iptables",
            "vrrp_ipsets",
            "nftables",
            "nftables_priority",
            "nftables_ifindex",
            "nftables_counters")
        .noEffect(
            "there is no VMAC, whose announcements these would be",
            "vrrp_garp_extra_if",
            "vrrp_vmac_garp_intvl",
            "vmac_prefix",
            "vmac_addr_prefix");
  }

  private static void addRefused(Keywords<GlobalDraft> keywords) {
    keywords
        .refused(
            Refused.IPVS,
            "lvs_sync_daemon",
            "lvs_timeouts",
            "lvs_flush",
            "lvs_flush_on_stop",
            "lvs_flush_onstop",
            "lvs_notify_fifo",
            "lvs_notify_fifo_script",
            "nftables_ipvs",
            "nftables_ipvs_priority",
            "nftables_ipvs_start_fwmark")
        .refused(
            "let the service manager run it (ExecStartPre=, ExecStopPost=)",
            "startup_script",
            "startup_script_timeout",
            "shutdown_script",
            "shutdown_script_timeout");
  }
}
