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
import java.util.function.Consumer;

/**
 * What {@code keepalived.data} says of scripts, files and processes. What no instance watches is
 * left out, as there.
 */
final class TrackedText {
  private final VipConfiguration configuration;
  private final List<TrackedStatus> statuses;
  private final Watches watches;
  private final Consumer<String> lines;

  TrackedText(VipDump dump, Consumer<String> lines) {
    configuration = dump.configuration();
    statuses = dump.tracked();
    watches = new Watches(configuration);
    this.lines = lines;
  }

  private void line(String words) {
    lines.accept(words);
  }

  /** What one instance watches. */
  void watches(Tracking tracking) {
    if (!tracking.interfaces().isEmpty()) {
      line("   Tracked interfaces :");
      tracking
          .interfaces()
          .forEach(
              watch -> line("     %s weight %s".formatted(watch.name(), watches.weight(watch))));
    }
    watches(tracking, "scripts", TrackScript.class, " weight ");
    watches(tracking, "files", TrackFile.class, ", weight ");
    watches(tracking, "processes", TrackProcess.class, ", weight ");
  }

  private void watches(
      Tracking tracking, String title, Class<? extends Tracked> kind, String weight) {
    List<Tracking.Watch> some = watches.of(tracking, kind);
    if (!some.isEmpty()) {
      line("   Tracked %s :".formatted(title));
      some.forEach(
          watch -> line("     %s%s%s".formatted(watch.name(), weight, watches.weight(watch))));
    }
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
      line("------< VRRP %s >------".formatted(title));
      some.forEach(each);
    }
  }

  private void script(TrackedStatus status, TrackScript script) {
    line(" VRRP Script = %s".formatted(script.name()));
    line("   Command = %s".formatted(Spelling.command(script.script())));
    line("   Interval = %s sec".formatted(seconds(script.interval())));
    line("   Timeout = %s sec".formatted(seconds(script.timeout())));
    line("   Weight = %s".formatted(weight(script)));
    line("   Rise = %d".formatted(script.rise()));
    line("   Fall = %d".formatted(script.fall()));
    line("   Result = %d".formatted(status.value()));
    line("   Status = %s".formatted(status.standing() == Standing.WELL ? "GOOD" : "BAD"));
    watchers(script);
  }

  private void file(TrackedStatus status, TrackFile file) {
    line(" Track file = %s".formatted(file.name()));
    line("   File = %s".formatted(file.path()));
    line("   Status = %d".formatted(status.value()));
    line("   Weight = %s".formatted(weight(file)));
    watchers(file);
  }

  private void process(TrackedStatus status, TrackProcess process) {
    line(" VRRP Track process = %s".formatted(process.name()));
    line("   Process = %s".formatted(process.process()));
    line("   Min processes = %d".formatted(process.quorum()));
    if (process.quorumMax() < Integer.MAX_VALUE) {
      line("   Max processes = %d".formatted(process.quorumMax()));
    }
    line("   Current processes = %d".formatted(status.value()));
    line("   Have quorum = %s".formatted(status.standing() == Standing.WELL));
    line("   Weight = %s".formatted(weight(process)));
    line("   Terminate delay = %fs".formatted(process.delayToDown().toNanos() / 1e9));
    line("   Fork delay = %fs".formatted(process.delayToUp().toNanos() / 1e9));
    line("   Full command = %s".formatted(process.fullCommand()));
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
          .forEach(
              watch ->
                  line("     %s, weight %s".formatted(instance.name(), watches.weight(watch))));
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
