package io.gatehouse.vrrp;

import io.gatehouse.vrrp.port.AdvertisementSocket;
import io.gatehouse.vrrp.port.AdvertisementSocket.Binding;
import io.gatehouse.vrrp.port.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Instances with the same binding share a socket, as every socket gets the adverts of all. */
final class Sockets {
  private final Host host;
  private final List<Shared> all = new ArrayList<>();

  Sockets(Host host) {
    this.host = host;
  }

  /** A socket and who uses it. */
  record Shared(AdvertisementSocket socket, List<Instance> users) {
    @Nullable Instance find(int routerId) {
      for (int i = 0; i < users.size(); i++) {
        if (users.get(i).routerId() == routerId) {
          return users.get(i);
        }
      }
      return null;
    }
  }

  AdvertisementSocket open(Binding binding, Instance user) throws IOException {
    for (Shared shared : all) {
      if (shared.socket.binding().equals(binding)) {
        shared.users.add(user);
        return shared.socket;
      }
    }
    Shared shared = new Shared(host.open(binding), new ArrayList<>(List.of(user)));
    all.add(shared);
    return shared.socket;
  }

  void close(AdvertisementSocket socket, Instance user) {
    Shared shared = find(socket);
    if (shared != null) {
      shared.users.remove(user);
      if (shared.users.isEmpty()) {
        all.remove(shared);
        shared.socket.close();
      }
    }
  }

  @Nullable Shared find(AdvertisementSocket socket) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).socket.equals(socket)) {
        return all.get(i);
      }
    }
    return null;
  }
}
