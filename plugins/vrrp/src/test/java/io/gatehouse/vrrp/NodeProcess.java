package io.gatehouse.vrrp;

import io.gatehouse.api.vip.Vitality;
import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A node in a process of its own, so that it can be killed and stopped. */
final class NodeProcess {
  private NodeProcess() {}

  /** The arguments: the priority. */
  public static void main(String[] arguments) throws IOException {
    int priority = Integer.parseInt(arguments[0]);
    Node node =
        new Node(Vitality.WELL)
            .start(Samples.configuration(Samples.version2(priority, "571f97b2")));
    while (node.ips().status().size() == 1) {
      LockSupport.parkNanos(1_000_000_000L);
    }
  }

  /** Starts one on a host; the network ends it. */
  static Process start(Network.Host host, Path folder, int priority) throws IOException {
    return host.start(
        folder.resolve("node-" + priority + ".log"),
        ProcessHandle.current().info().command().orElseThrow(),
        "--enable-native-access=ALL-UNNAMED",
        "-Xmx64m",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        NodeProcess.class.getName(),
        String.valueOf(priority));
  }

  /** Sends a signal to the program, past what started it. */
  static void signal(Process process, String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
  }
}
