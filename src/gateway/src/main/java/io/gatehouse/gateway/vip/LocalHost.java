package io.gatehouse.gateway.vip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself, without asking the network. */
final class LocalHost {
  private static final Path NAME = Path.of("/proc/sys/kernel/hostname");

  private LocalHost() {}

  static String name() {
    try {
      return Files.readString(NAME).strip();
    } catch (IOException notLinux) {
      return "localhost";
    }
  }
}
