package io.gatehouse.config.keepalived;

import io.gatehouse.config.keepalived.TrackingDraft.Kind;
import io.gatehouse.config.text.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All sections of one load, in the order they were written. */
final class Drafts {
  private final GlobalDraft global = new GlobalDraft();
  private final List<InstanceDraft> instances = new ArrayList<>();
  private final List<GroupDraft> groups = new ArrayList<>();
  private final List<TrackedDraft> tracked = new ArrayList<>();

  GlobalDraft global() {
    return global;
  }

  List<InstanceDraft> instances() {
    return instances;
  }

  List<GroupDraft> groups() {
    return groups;
  }

  List<TrackedDraft> tracked() {
    return tracked;
  }

  void add(InstanceDraft draft, Diagnostics diagnostics) {
    place(draft, instances, diagnostics);
  }

  void add(GroupDraft draft, Diagnostics diagnostics) {
    place(draft, groups, diagnostics);
  }

  void add(TrackedDraft draft, Diagnostics diagnostics) {
    place(draft, tracked, diagnostics);
  }

  Optional<InstanceDraft> instance(String name) {
    return instances.stream().filter(draft -> draft.name.equals(name)).findFirst();
  }

  Optional<TrackedDraft> tracked(Kind kind, String name) {
    return tracked.stream()
        .filter(draft -> draft.what == kind && draft.name.equals(name))
        .findFirst();
  }

  private static <D extends Draft> void place(D draft, List<D> into, Diagnostics diagnostics) {
    for (D other : into) {
      if (other.name.equals(draft.name) && other.kind.equals(draft.kind)) {
        diagnostics.error(
            draft.header,
            "%s is defined twice".formatted(draft),
            Diagnostics.firstDefined(other.header.start()));
        return;
      }
    }
    into.add(draft);
  }
}
