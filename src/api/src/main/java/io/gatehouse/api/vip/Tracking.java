package io.gatehouse.api.vip;

import java.util.List;
import java.util.OptionalInt;

/**
 * What an instance or a group watches.
 *
 * @param ignorePrimary {@code dont_track_primary}: the instance's own interface may go down
 * @param interfaces {@code track_interface}
 * @param objects {@code track_script}, {@code track_process} and {@code track_file}
 */
public record Tracking(boolean ignorePrimary, List<Watch> interfaces, List<Watch> objects) {

  public Tracking {
    interfaces = List.copyOf(interfaces);
    objects = List.copyOf(objects);
  }

  /**
   * @param name of an interface or of a {@link Tracked}
   * @param weight empty is the watched object's own
   */
  public record Watch(String name, OptionalInt weight, boolean reverse) {}
}
