package io.gatehouse.vrrp.kernel;

import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keepalived on a host of the test network, with a file of its own. */
final class RealKeepalived {
  private RealKeepalived() {}

  /** Starts it; the network ends it. Its words go to a file in the folder. */
  static Process start(Network.Host host, Path folder, String configuration) throws IOException {
    Path file = Files.createTempFile(folder, "keepalived", ".conf");
    Files.writeString(file, configuration);
    Path words = Files.createTempFile(folder, "keepalived", ".log");
    return host.start(words, "keepalived", "-n", "-l", "-D", "-f", file.toString());
  }
}
