package io.gatehouse.vrrp;

import io.gatehouse.api.vip.Authentication;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keepalived on a host of the test network, with the file that a record would come from. */
public final class RealKeepalived {
  private final Process process;
  private final Path words;

  private RealKeepalived(Process process, Path words) {
    this.process = process;
    this.words = words;
  }

  /** Starts it; the network ends it. */
  public static RealKeepalived start(Network.Host host, Path folder, VrrpInstance instance)
      throws IOException {
    Path file = Files.createTempFile(folder, "keepalived", ".conf");
    Files.writeString(file, configuration(instance));
    Path words = Files.createTempFile(folder, "keepalived", ".log");
    Process process = host.start(words, "keepalived", "-n", "-l", "-D", "-f", file.toString());
    return new RealKeepalived(process, words);
  }

  /** Asks it to end, as a service manager does. */
  public void stop() {
    process.destroy();
  }

  public String words() {
    try {
      return Files.readString(words);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String configuration(VrrpInstance instance) {
    boolean ipv6 = instance.router().ipv6();
    return """
    global_defs {
      vrrp_mcast_group%s %s
    }
    vrrp_instance %s {
      interface eth0
      version %d
      virtual_router_id %d
      priority %d
      advert_int %s
      %s
      virtual_ipaddress {
        %s
      }
    }
    """
        .formatted(
            ipv6 ? "6" : "4",
            instance.peers().group().getHostAddress(),
            instance.name(),
            instance.router().version(),
            instance.router().id(),
            instance.election().priority(),
            instance.election().interval().toMillis() / 1000.0,
            authentication(instance.authentication()),
            addresses(instance.addresses()));
  }

  private static String authentication(Authentication authentication) {
    return switch (authentication) {
      case Authentication.None _ -> "";
      case Authentication.Password pass -> words("PASS", pass.key());
      case Authentication.Header header -> words("AH", header.key());
    };
  }

  private static String words(String type, String key) {
    return "authentication {\n auth_type " + type + "\n auth_pass " + key + "\n}";
  }

  private static String addresses(List<VirtualAddress> addresses) {
    return String.join(
        "\n",
        addresses.stream()
            .map(one -> one.address().getHostAddress() + "/" + one.prefix())
            .toList());
  }
}
