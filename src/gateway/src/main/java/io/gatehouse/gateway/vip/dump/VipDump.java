package io.gatehouse.gateway.vip.dump;

import io.gatehouse.api.vip.TrackedStatus;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.gateway.vip.VirtualIpService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * One look at all virtual addresses, in the forms of {@code keepalived.data}, {@code
 * keepalived.stats} and {@code keepalived.json}. Passwords never appear.
 */
public record VipDump(
    VipConfiguration configuration, List<VipStatus> statuses, List<TrackedStatus> tracked) {
  private static final String PREFIX = "keepalived.";

  public VipDump {
    statuses = List.copyOf(statuses);
    tracked = List.copyOf(tracked);
  }

  public static VipDump of(VirtualIpService service) {
    return new VipDump(service.configuration(), service.status(), service.tracked());
  }

  /** What one of the files holds, by its ending. */
  public enum Kind {
    DATA,
    STATS,
    JSON;

    String ending() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public String text(Kind kind) {
    return switch (kind) {
      case DATA -> new DataText(this).text();
      case STATS -> StatsText.of(statuses);
      case JSON -> new StateJson(configuration).of(statuses);
    };
  }

  /**
   * Writes one of the files for readers of Keepalived's. It is readable by its owner only, as
   * there, and appears as a whole; what somebody else put at its place is replaced, not followed.
   */
  public Path write(Path folder, Kind kind) throws IOException {
    Path file = folder.resolve(PREFIX + kind.ending());
    Path draft = Files.createTempFile(folder, PREFIX, ".new");
    try {
      Files.writeString(draft, text(kind));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    return file;
  }
}
