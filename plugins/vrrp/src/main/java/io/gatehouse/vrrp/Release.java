package io.gatehouse.vrrp;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VirtualRoute;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.vrrp.port.AdvertisementSocket;
import io.gatehouse.vrrp.port.Host;
import io.gatehouse.vrrp.port.Host.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Cleans up behind a dead process: first the addresses, then the word that they are free. */
final class Release {
  private final Host host;
  private final Links links = new Links();

  Release(Host host) throws IOException {
    this.host = host;
    links.replace(host.links());
  }

  List<String> of(VipConfiguration configuration) throws IOException {
    List<String> done = new ArrayList<>();
    for (VrrpInstance instance : configuration.instances()) {
      List<String> taken = takeOff(instance);
      if (!taken.isEmpty()) {
        for (VirtualRoute route : instance.routes()) {
          host.remove(route);
        }
        boolean told = tell(instance);
        done.add(
            "("
                + instance.name()
                + ") released "
                + String.join(", ", taken)
                + (told ? ", sent 0 priority" : ", could not tell the peers"));
      }
    }
    return done;
  }

  private List<String> takeOff(VrrpInstance instance) throws IOException {
    List<VirtualAddress> all = new ArrayList<>(instance.addresses());
    all.addAll(instance.excluded());
    List<String> taken = new ArrayList<>();
    for (VirtualAddress address : all) {
      String device =
          address.device().isEmpty() ? instance.router().interfaceName() : address.device();
      Link link = links.find(device);
      if (link == null
          || instance.election().ofOwner() && host.isPermanent(link.index(), address)) {
        continue;
      }
      if (host.remove(link.index(), address)) {
        taken.add(address.address().getHostAddress());
      }
    }
    return taken;
  }

  private boolean tell(VrrpInstance instance) throws IOException {
    Link link = links.find(instance.router().interfaceName());
    Voice voice = new Voice(instance);
    InetAddress from = link == null ? null : voice.source(link);
    if (link == null || from == null) {
      return false;
    }
    try (AdvertisementSocket socket = host.open(voice.binding(link, from))) {
      voice.speakFrom(from);
      return voice.send(socket, 0) == null;
    }
  }
}
