package io.gatehouse.gateway.vip.dump;

import io.gatehouse.api.vip.SyncGroup;
import io.gatehouse.api.vip.Tracked;
import io.gatehouse.api.vip.Tracked.TrackFile;
import io.gatehouse.api.vip.Tracked.TrackProcess;
import io.gatehouse.api.vip.Tracked.TrackScript;
import io.gatehouse.api.vip.TrackedStatus;
import io.gatehouse.api.vip.TrackedStatus.Standing;
import io.gatehouse.api.vip.Tracking;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VrrpInstance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What {@code keepalived.data} says of scripts, files and processes. What no instance watches is
 * left out, as there.
 */
record TrackedText(
    VipConfiguration configuration, List<TrackedStatus> statuses, Consumer<String> lines) {

  private void line(String form, Object... values) {
    lines.accept(form.formatted(values));
  }

  /** What one instance watches. */
  void watches(Tracking tracking) {
    if (!tracking.interfaces().isEmpty()) {
      line("   Tracked interfaces :");
      tracking.interfaces().forEach(watch -> line("     %s weight %s", watch.name(), of(watch)));
    }
    watches(tracking, "scripts", TrackScript.class, " weight ");
    watches(tracking, "files", TrackFile.class, ", weight ");
    watches(tracking, "processes", TrackProcess.class, ", weight ");
  }

  private void watches(
      Tracking tracking, String title, Class<? extends Tracked> kind, String weight) {
    List<Tracking.Watch> some =
        tracking.objects().stream()
            .filter(watch -> object(watch).filter(kind::isInstance).isPresent())
            .toList();
    if (!some.isEmpty()) {
      line("   Tracked %s :", title);
      some.forEach(watch -> line("     %s%s%s", watch.name(), weight, of(watch)));
    }
  }

  /** Empty for an interface. */
  private Optional<Tracked> object(Tracking.Watch watch) {
    return configuration.tracked().stream()
        .filter(object -> object.name().equals(watch.name()))
        .findFirst();
  }

  private String of(Tracking.Watch watch) {
    int weight = watch.weight().orElseGet(() -> object(watch).map(Tracked::weight).orElse(0));
    return weight + (watch.reverse() ? " reverse" : "");
  }

  /** The sections of their own. */
  void sections() {
    section("Scripts", TrackScript.class, status -> script(status, (TrackScript) status.object()));
    section("Track files", TrackFile.class, status -> file(status, (TrackFile) status.object()));
    section(
        "Track processes",
        TrackProcess.class,
        status -> process(status, (TrackProcess) status.object()));
  }

  private void section(String title, Class<? extends Tracked> kind, Consumer<TrackedStatus> each) {
    List<TrackedStatus> some =
        statuses.stream()
            .filter(status -> kind.isInstance(status.object()) && isWatched(status.object()))
            .toList();
    if (!some.isEmpty()) {
      line("------< VRRP %s >------", title);
      some.forEach(each);
    }
  }

  private void script(TrackedStatus status, TrackScript script) {
    line(" VRRP Script = %s", script.name());
    line(
        "   Command = %s",
        script.script().words().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ")));
    line("   Interval = %s sec", seconds(script.interval()));
    line("   Timeout = %s sec", seconds(script.timeout()));
    line("   Weight = %s", weight(script));
    line("   Rise = %d", script.rise());
    line("   Fall = %d", script.fall());
    line("   Result = %d", status.value());
    line("   Status = %s", status.standing() == Standing.WELL ? "GOOD" : "BAD");
    watchers(script);
  }

  private void file(TrackedStatus status, TrackFile file) {
    line(" Track file = %s", file.name());
    line("   File = %s", file.path());
    line("   Status = %d", status.value());
    line("   Weight = %s", weight(file));
    watchers(file);
  }

  private void process(TrackedStatus status, TrackProcess process) {
    line(" VRRP Track process = %s", process.name());
    line("   Process = %s", process.process());
    line("   Min processes = %d", process.quorum());
    if (process.quorumMax() < Integer.MAX_VALUE) {
      line("   Max processes = %d", process.quorumMax());
    }
    line("   Current processes = %d", status.value());
    line("   Have quorum = %s", status.standing() == Standing.WELL);
    line("   Weight = %s", weight(process));
    line("   Terminate delay = %fs", process.delayToDown().toNanos() / 1e9);
    line("   Fork delay = %fs", process.delayToUp().toNanos() / 1e9);
    line("   Full command = %s", process.fullCommand());
    watchers(process);
  }

  private static String weight(Tracked object) {
    return object.weight() + (object.reverse() ? " reverse" : "");
  }

  private static String seconds(Duration time) {
    int millis = time.toMillisPart();
    return millis == 0
        ? String.valueOf(time.toSeconds())
        : time.toSeconds() + ".%03d".formatted(millis);
  }

  private void watchers(Tracked object) {
    line("   Tracking instances :");
    for (VrrpInstance instance : configuration.instances()) {
      watch(instance.tracking(), object)
          .forEach(watch -> line("     %s, weight %s", instance.name(), of(watch)));
    }
  }

  private boolean isWatched(Tracked object) {
    return configuration.instances().stream()
            .anyMatch(instance -> !watch(instance.tracking(), object).isEmpty())
        || configuration.groups().stream()
            .map(SyncGroup::tracking)
            .anyMatch(tracking -> !watch(tracking, object).isEmpty());
  }

  private static List<Tracking.Watch> watch(Tracking tracking, Tracked object) {
    return tracking.objects().stream().filter(watch -> watch.name().equals(object.name())).toList();
  }
}
