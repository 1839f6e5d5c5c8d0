package io.gatehouse.gateway.vip.dump;

import io.gatehouse.api.vip.Tracked;
import io.gatehouse.api.vip.Tracked.TrackScript;
import io.gatehouse.api.vip.Tracking;
import io.gatehouse.api.vip.Tracking.Watch;
import io.gatehouse.api.vip.VipConfiguration;
import java.util.List;
import java.util.Optional;

/** What instances watch, with the objects that are watched. */
record Watches(VipConfiguration configuration) {

  /** Those of one kind. */
  List<Watch> of(Tracking tracking, Class<? extends Tracked> kind) {
    return tracking.objects().stream()
        .filter(watch -> object(watch).filter(kind::isInstance).isPresent())
        .toList();
  }

  /** Empty for an interface. */
  private Optional<Tracked> object(Watch watch) {
    return configuration.tracked().stream()
        .filter(object -> object.name().equals(watch.name()))
        .findFirst();
  }

  /** {@code -30}, {@code 5 reverse}. */
  String weight(Watch watch) {
    int weight = watch.weight().orElseGet(() -> object(watch).map(Tracked::weight).orElse(0));
    return weight + (watch.reverse() ? " reverse" : "");
  }

  /** The commands of the scripts. */
  List<String> commands(Tracking tracking) {
    return of(tracking, TrackScript.class).stream()
        .flatMap(watch -> object(watch).stream())
        .map(object -> Spelling.command(((TrackScript) object).script()))
        .toList();
  }
}
