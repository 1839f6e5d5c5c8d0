package io.gatehouse.config.haproxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine's own name, without asking a name server. */
public final class LocalHost {
  private LocalHost() {}

  /** As {@code gethostname} says it. */
  public static String name() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException notLinux) {
      return "localhost";
    }
  }
}
