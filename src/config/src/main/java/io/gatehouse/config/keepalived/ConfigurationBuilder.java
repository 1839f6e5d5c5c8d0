package io.gatehouse.config.keepalived;

import io.gatehouse.api.vip.SyncGroup;
import io.gatehouse.api.vip.Tracked;
import io.gatehouse.api.vip.Tracking;
import io.gatehouse.api.vip.Tracking.Watch;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VirtualRoute;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.config.keepalived.TrackingDraft.Kind;
import io.gatehouse.config.keepalived.TrackingDraft.Watched;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the records out of drafts: defaults filled in, names looked up. */
final class ConfigurationBuilder {
  private final Drafts drafts;
  private final Context context;
  private final Diagnostics diagnostics;

  ConfigurationBuilder(Drafts drafts, Context context) {
    this.drafts = drafts;
    this.context = context;
    this.diagnostics = context.diagnostics();
  }

  /** The whole, or nothing once an error was found here or before. */
  Optional<VipConfiguration> build(List<VirtualAddress> addresses, List<VirtualRoute> routes) {
    List<Tracked> tracked = new ArrayList<>();
    drafts.tracked().forEach(draft -> draft.build(diagnostics).ifPresent(tracked::add));
    List<VrrpInstance> instances = new ArrayList<>();
    FixedPriorities fixed = new FixedPriorities(drafts);
    for (InstanceDraft draft : drafts.instances()) {
      InstanceBuilder builder = new InstanceBuilder(draft, drafts.global(), context);
      Tracking tracking = tracking(draft.tracking, fixed.left(draft), draft);
      instances.add(
          builder.build(tracking, draft.notification.over(drafts.global(), groupChanges(draft))));
    }
    List<SyncGroup> groups = new ArrayList<>();
    drafts.groups().forEach(draft -> groups.add(group(draft)));
    new CrossChecks(drafts, context).run();
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    return Optional.of(
        new VipConfiguration(
            drafts.global().build(), addresses, routes, tracked, groups, instances));
  }

  /** What the instance's group says about changes of priority. */
  private @Nullable Boolean groupChanges(InstanceDraft draft) {
    for (GroupDraft group : drafts.groups()) {
      if (group.members.containsKey(draft.name)) {
        return group.notification.priorityChanges;
      }
    }
    return null;
  }

  private SyncGroup group(GroupDraft draft) {
    return new SyncGroup(
        draft.name,
        List.copyOf(draft.members.keySet()),
        tracking(draft.tracking, draft.tracking.watched, draft),
        draft.notification.over(drafts.global(), null),
        draft.trackingWeights);
  }

  private Tracking tracking(TrackingDraft draft, List<Watched> all, Draft owner) {
    List<Watch> interfaces = new ArrayList<>();
    List<Watch> objects = new ArrayList<>();
    for (Watched watched : all) {
      boolean reverse = Boolean.TRUE.equals(watched.reverse());
      if (watched.kind() == Kind.INTERFACE) {
        interfaces.add(new Watch(watched.name(), watched.weight(), reverse));
      } else {
        Optional<TrackedDraft> object = drafts.tracked(watched.kind(), watched.name());
        object.ifPresentOrElse(
            found -> {
              boolean own = watched.reverse() == null ? found.reverse : reverse;
              objects.add(new Watch(watched.name(), watched.weight(), own));
            },
            () -> unknown(watched, owner));
      }
    }
    return new Tracking(draft.ignorePrimary, interfaces, objects);
  }

  private void unknown(Watched watched, Draft owner) {
    List<String> names =
        drafts.tracked().stream()
            .filter(draft -> draft.what == watched.kind())
            .map(draft -> draft.name)
            .toList();
    diagnostics.error(
        watched.at(),
        "%s watches '%s', but there is no '%s' of this name"
            .formatted(owner, watched.name(), watched.kind().section),
        Suggestions.didYouMean(watched.name(), names));
  }
}
