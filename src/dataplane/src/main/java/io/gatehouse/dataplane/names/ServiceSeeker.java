package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.names.Answer.Service;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service whose SRV records are handed out to the servers of a backend that stand for it. Control
 * thread.
 */
final class ServiceSeeker implements Seeker {
  static final String REMOVED = "entry removed from SRV record";

  private final Section section;
  private final Lookup lookup;

  /** Without a record, in the order in which they get one. */
  private final List<ServerSeeker> free = new ArrayList<>();

  /** With a name and a port from an earlier configuration: their records are theirs again. */
  private final List<ServerSeeker> named = new ArrayList<>();

  private int members;

  ServiceSeeker(Section section, String name) {
    this.section = section;
    this.lookup = section.join(this, name, RecordType.SRV);
  }

  void add(ServerSeeker server) {
    members++;
    if (server.server().hostName().isEmpty()) {
      free.add(server);
    } else {
      named.add(server);
    }
  }

  void free(ServerSeeker server) {
    named.remove(server);
    free.add(server);
  }

  /** The last one that leaves takes the lookup with it. */
  void remove(ServerSeeker server) {
    free.remove(server);
    named.remove(server);
    members--;
    if (members == 0) {
      section.leave(this, lookup);
    }
  }

  boolean ended() {
    return members == 0;
  }

  @Override
  public void found(Lookup of, @Nullable NameServerLink by) {
    for (Found found : of.records().all()) {
      if (found.entry() instanceof Service service) {
        ServerSeeker server = serverFor(found, service);
        if (server != null) {
          server.employ(found, service);
        }
      }
    }
    List.copyOf(named).forEach(ServerSeeker::dismiss);
  }

  private @Nullable ServerSeeker serverFor(Found found, Service service) {
    for (ServerSeeker user : found.users()) {
      if (user.service() == this) {
        return user;
      }
    }
    for (ServerSeeker server : named) {
      if (server.server().hostName().equalsIgnoreCase(service.target())
          && server.server().address() instanceof InetSocketAddress inet
          && inet.getPort() == service.port()) {
        named.remove(server);
        return server;
      }
    }
    return free.isEmpty() ? null : free.removeFirst();
  }

  @Override
  public boolean failed(Lookup of) {
    if (!of.overdue()) {
      return true;
    }
    for (Found found : of.records().all()) {
      for (ServerSeeker user : List.copyOf(found.users())) {
        if (user.service() == this) {
          user.dismiss();
        }
      }
    }
    return false;
  }
}
