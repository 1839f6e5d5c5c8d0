package io.gatehouse.vrrp;

import io.gatehouse.vrrp.port.Host.Link;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The interfaces that are there, by name. */
final class Links {
  private final Map<String, Link> byName = new HashMap<>();

  void replace(List<Link> links) {
    byName.clear();
    links.forEach(link -> byName.put(link.name(), link));
  }

  void changed(Link link) {
    // An interface may have got another name.
    byName.values().removeIf(other -> other.index() == link.index());
    byName.put(link.name(), link);
  }

  void disappeared(int index) {
    byName.values().removeIf(link -> link.index() == index);
  }

  @Nullable Link find(String name) {
    return byName.get(name);
  }

  boolean isUp(String name) {
    Link link = byName.get(name);
    return link != null && link.up();
  }

  boolean has(InetAddress address) {
    return byName.values().stream().anyMatch(link -> link.addresses().contains(address));
  }
}
