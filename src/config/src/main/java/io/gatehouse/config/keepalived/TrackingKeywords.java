package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.keepalived.TrackingDraft.Kind;
import io.gatehouse.config.keepalived.TrackingDraft.Watched;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an instance or a group watches: interfaces, scripts, processes, files. */
final class TrackingKeywords {
  private static final int LARGEST = 253;
  private static final List<String> OPTIONS = List.of("weight");
  private static final List<String> DIRECTIONS = List.of("reverse", "noreverse");

  private TrackingKeywords() {}

  static <D extends Draft> void addTo(Keywords<D> keywords, Function<D, TrackingDraft> tracking) {
    for (Kind kind : Kind.values()) {
      keywords.block(kind.keyword, (d, c) -> watch(tracking.apply(d), kind, c));
    }
    keywords.refused(Refused.BFD, "track_bfd");
  }

  private static void watch(TrackingDraft draft, Kind kind, Clause clause) {
    for (Clause entry : clause.entries()) {
      if (entry.statement().block()) {
        entry.error("a brace cannot stand here");
        continue;
      }
      try {
        Watched watched = watched(kind, entry);
        draft.watched.stream()
            .filter(other -> other.kind() == kind && other.name().equals(watched.name()))
            .findFirst()
            .ifPresentOrElse(
                other ->
                    entry.error(
                        "'%s' is watched twice".formatted(watched.name()),
                        Diagnostics.firstDefined(other.at().start())),
                () -> draft.watched.add(watched));
      } catch (ArgumentException problem) {
        entry.cursor().report(problem);
      }
    }
  }

  private static Watched watched(Kind kind, Clause entry) throws ArgumentException {
    Cursor cursor = entry.cursor();
    String name =
        kind == Kind.INTERFACE
            ? Addresses.device(cursor)
            : cursor.next("the name of what to watch");
    OptionalInt weight = OptionalInt.empty();
    Boolean reverse = null;
    if (cursor.hasNext()) {
      if (!cursor.accept("weight")) {
        cursor.next("'weight'");
        throw cursor.unknown("option", OPTIONS);
      }
      weight = OptionalInt.of((int) cursor.integer("a weight", -LARGEST - 1, LARGEST + 1));
      if (Math.abs(weight.getAsInt()) > LARGEST) {
        throw cursor.error("a weight lies between -%d and %d".formatted(LARGEST, LARGEST));
      }
      reverse = direction(cursor);
    }
    entry.end();
    return new Watched(kind, name, weight, reverse, entry.at());
  }

  private static @Nullable Boolean direction(Cursor cursor) throws ArgumentException {
    if (!cursor.hasNext()) {
      return null;
    }
    return switch (cursor.next("'reverse'")) {
      case "reverse" -> true;
      case "noreverse" -> false;
      default -> throw cursor.unknown("direction", DIRECTIONS);
    };
  }
}
