package io.gatehouse.config.keepalived;

import io.gatehouse.config.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What an instance or a group watches. */
final class TrackingDraft {

  /** The blocks it may stand in, which are the kinds of what is watched. */
  enum Kind {
    INTERFACE("track_interface", ""),
    SCRIPT("track_script", "vrrp_script"),
    PROCESS("track_process", "vrrp_track_process"),
    FILE("track_file", "track_file");

    final String keyword;
    final String section;

    Kind(String keyword, String section) {
      this.keyword = keyword;
      this.section = section;
    }
  }

  /**
   * One line.
   *
   * @param reverse null is the watched object's own
   */
  record Watched(Kind kind, String name, OptionalInt weight, @Nullable Boolean reverse, Span at) {}

  final List<Watched> watched = new ArrayList<>();
  boolean ignorePrimary;
}
