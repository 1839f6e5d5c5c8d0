package io.gatehouse.gateway.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What kind of socket the parent process left open. */
final class InheritedSocket {
  private InheritedSocket() {}

  /** The kernel lists Unix sockets by the number that stands in the descriptor's link. */
  static boolean isUnix(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      String target = Files.readSymbolicLink(link).toString();
      String number = " " + target.replaceAll("\\D", "") + " ";
      return Files.readAllLines(Path.of("/proc/net/unix")).stream()
          .anyMatch(line -> (line + " ").contains(number));
    } catch (IOException e) {
      throw new IllegalStateException("no socket at descriptor " + descriptor, e);
    }
  }
}
