package io.gatehouse.config.keepalived;

import io.gatehouse.config.keepalived.TrackingDraft.Kind;
import io.gatehouse.config.keepalived.TrackingDraft.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Instances whose priority no weight changes: members of a sync group share one, unless {@code
 * sync_group_tracking_weight} is on, and an address owner has the highest for ever. As Keepalived
 * does, what they watch with a weight is not watched, but an interface, or a file with the weight
 * that files have by themselves, is watched without.
 */
record FixedPriorities(Drafts drafts) {
  private static final int OF_FILES = 1;

  boolean isOwner(InstanceDraft draft) {
    return draft.priority == InstanceBuilder.OWNER
        || draft.priority == 0 && Boolean.TRUE.equals(draft.master);
  }

  private boolean isFixed(InstanceDraft draft) {
    return isOwner(draft)
        || drafts.groups().stream()
            .anyMatch(group -> group.members.containsKey(draft.name) && !group.trackingWeights);
  }

  /** Those whose weight counts nowhere. Weights of processes count all the same, as there. */
  List<Watched> ignored(InstanceDraft draft) {
    return isFixed(draft)
        ? draft.tracking.watched.stream().filter(this::isWeighted).toList()
        : List.of();
  }

  private boolean isWeighted(Watched watched) {
    return watched.kind() != Kind.PROCESS && weight(watched) != 0;
  }

  private int weight(Watched watched) {
    int own = drafts.tracked(watched.kind(), watched.name()).map(found -> found.weight).orElse(0);
    return watched.weight().orElse(own);
  }

  /** What is watched, and how. */
  List<Watched> left(InstanceDraft draft) {
    List<Watched> ignored = ignored(draft);
    List<Watched> left = new ArrayList<>();
    for (Watched watched : draft.tracking.watched) {
      if (!ignored.contains(watched)) {
        left.add(watched);
      } else if (staysUnweighted(watched, draft)) {
        left.add(
            new Watched(
                watched.kind(),
                watched.name(),
                OptionalInt.of(0),
                watched.reverse(),
                watched.at()));
      }
    }
    return left;
  }

  private boolean staysUnweighted(Watched watched, InstanceDraft draft) {
    return switch (watched.kind()) {
      case INTERFACE -> !isOwner(draft);
      case FILE -> weight(watched) == OF_FILES;
      default -> false;
    };
  }
}
