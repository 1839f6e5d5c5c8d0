package io.gatehouse.config.keepalived;

import io.gatehouse.config.keepalived.TrackingDraft.Kind;
import io.gatehouse.config.keepalived.TrackingDraft.Watched;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.config.text.Suggestions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What only the whole shows. */
final class CrossChecks {

  private final Drafts drafts;
  private final Context context;
  private final Diagnostics diagnostics;

  CrossChecks(Drafts drafts, Context context) {
    this.drafts = drafts;
    this.context = context;
    this.diagnostics = context.diagnostics();
  }

  void run() {
    routers();
    members();
    unusedScripts();
    weights();
    watchedInterfaces();
    mail();
    fifoScripts();
  }

  /** Two routers of one id on one network would hear each other. */
  private void routers() {
    Map<String, InstanceDraft> seen = new HashMap<>();
    for (InstanceDraft draft : drafts.instances()) {
      if (draft.id == 0 || draft.interfaceName.isEmpty()) {
        continue;
      }
      boolean ipv6 = !draft.families.isEmpty() && draft.families.getFirst().ipv6();
      String key =
          "%s %d %s %s %s"
              .formatted(draft.interfaceName, draft.id, ipv6, draft.peers.isEmpty(), reach(draft));
      InstanceDraft other = seen.putIfAbsent(key, draft);
      if (other != null) {
        diagnostics.error(
            draft.at("virtual_router_id"),
            "virtual router %d on '%s' is taken by %s"
                .formatted(draft.id, draft.interfaceName, other),
            Diagnostics.firstDefined(other.at("virtual_router_id").start()));
      }
    }
  }

  /** Whom it talks to: different groups and different sources are different networks. */
  private static Object reach(InstanceDraft draft) {
    Object group = draft.group == null ? "" : draft.group;
    Object source = draft.source == null ? "" : draft.source;
    return draft.peers.isEmpty() ? group : source;
  }

  private void members() {
    Map<String, GroupDraft> owners = new HashMap<>();
    for (GroupDraft group : drafts.groups()) {
      if (group.members.isEmpty()) {
        diagnostics.error(group.header, "%s has no members".formatted(group));
      } else if (group.members.size() == 1) {
        diagnostics.warning(
            group.header, "%s has only one member, it changes nothing".formatted(group));
      }
      group.members.forEach((name, at) -> member(group, name, at, owners));
    }
  }

  private void member(GroupDraft group, String name, Span at, Map<String, GroupDraft> owners) {
    if (drafts.instance(name).isEmpty()) {
      List<String> names = drafts.instances().stream().map(draft -> draft.name).toList();
      diagnostics.error(
          at,
          "%s names '%s', but there is no 'vrrp_instance' of this name".formatted(group, name),
          Suggestions.didYouMean(name, names));
      return;
    }
    GroupDraft other = owners.putIfAbsent(name, group);
    if (other != null) {
      diagnostics.error(
          at,
          "'%s' is already in %s".formatted(name, other),
          Diagnostics.firstDefined(other.at("group").start()));
    }
  }

  private Stream<Watched> watched() {
    return Stream.concat(
        drafts.instances().stream().flatMap(draft -> draft.tracking.watched.stream()),
        drafts.groups().stream().flatMap(draft -> draft.tracking.watched.stream()));
  }

  private void unusedScripts() {
    for (TrackedDraft draft : drafts.tracked()) {
      boolean used = watched().anyMatch(w -> w.kind() == draft.what && w.name().equals(draft.name));
      if (!used) {
        diagnostics.warning(
            draft.header,
            "%s is not used".formatted(draft),
            "name it in a '%s' block".formatted(draft.what.keyword));
      }
    }
  }

  private void weights() {
    FixedPriorities fixed = new FixedPriorities(drafts);
    for (InstanceDraft draft : drafts.instances()) {
      boolean owner = fixed.isOwner(draft);
      for (Watched watched : fixed.ignored(draft)) {
        diagnostics.warning(
            watched.at(),
            "the weight of '%s' counts nowhere: %s"
                .formatted(
                    watched.name(),
                    owner ? "priority 255 never changes" : "the instance is in a sync group"),
            owner
                ? "write 'weight 0', or a lower priority"
                : "write 'weight 0', or 'sync_group_tracking_weight' in the group");
      }
    }
  }

  private void watchedInterfaces() {
    Set<String> known = context.machine().interfaces();
    watched()
        .filter(w -> w.kind() == Kind.INTERFACE && !known.isEmpty() && !known.contains(w.name()))
        .forEach(
            w ->
                diagnostics.warning(
                    w.at(),
                    "interface '%s' does not exist now".formatted(w.name()),
                    "there are: " + String.join(", ", known),
                    "until it appears it counts as down"));
    for (InstanceDraft draft : drafts.instances()) {
      draft.tracking.watched.stream()
          .filter(w -> w.kind() == Kind.INTERFACE && w.name().equals(draft.interfaceName))
          .forEach(
              w ->
                  diagnostics.warning(
                      w.at(), "its own interface is watched anyway, unless 'dont_track_primary'"));
    }
  }

  private void mail() {
    GlobalDraft global = drafts.global();
    boolean wanted =
        global.mails()
            || drafts.instances().stream().anyMatch(d -> Boolean.TRUE.equals(d.notification.mail))
            || drafts.groups().stream().anyMatch(d -> Boolean.TRUE.equals(d.notification.mail));
    if (!global.recipients.isEmpty() && !wanted && !drafts.instances().isEmpty()) {
      diagnostics.warning(
          global.at("notification_email"),
          "no mail is ever sent: there are addresses, but no 'smtp_alert'",
          "add 'smtp_alert' to 'global_defs' or to an instance");
    }
    if (global.recipients.isEmpty() && wanted) {
      diagnostics.warning(
          global.at("smtp_alert"), "no mail is ever sent: 'notification_email' names nobody");
    }
  }

  private void fifoScripts() {
    GlobalDraft global = drafts.global();
    for (String keyword : global.fifoScripts.keySet()) {
      String fifo = keyword.substring(0, keyword.length() - "_script".length());
      if (!global.fifos.containsKey(fifo)) {
        diagnostics.error(global.at(keyword), "'%s' needs a '%s'".formatted(keyword, fifo));
      }
    }
  }
}
