package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.health.AdminFlags;
import io.gatehouse.dataplane.names.Answer.Address;
import io.gatehouse.dataplane.names.Answer.Service;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.server.Whereabouts;
import io.gatehouse.model.Resolution;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A server that is given by a name: looks for its address and tells its backend. Control thread.
 */
final class ServerSeeker implements Seeker {
  private static final String CACHE = "DNS cache";
  private static final int WEIGHT_UNIT = 256;

  private final RunningServer server;
  private final Section section;
  private final @Nullable ServiceSeeker service;
  private @Nullable Lookup lookup;
  private @Nullable Found record;
  private @Nullable Found job;

  /**
   * @param service whose records tell its name and its port; null for a server that has a name of
   *     its own
   */
  ServerSeeker(RunningServer server, Section section, @Nullable ServiceSeeker service) {
    this.server = server;
    this.section = section;
    this.service = service;
  }

  RunningServer server() {
    return server;
  }

  Section section() {
    return section;
  }

  @Nullable ServiceSeeker service() {
    return service;
  }

  /** The SRV record it lives by. */
  @Nullable Found job() {
    return job;
  }

  private Resolution wishes() {
    return server.server().resolution();
  }

  private Whereabouts whereabouts() {
    return server.backend().whereabouts();
  }

  private boolean inMaintenance() {
    return (server.life().flags() & AdminFlags.RESOLUTION_MAINT) != 0;
  }

  private @Nullable InetAddress current() {
    return server.address() instanceof InetSocketAddress inet ? inet.getAddress() : null;
  }

  /** Looks for the address of this name from now on. */
  void seek(String name) {
    stop();
    lookup = section.join(this, name, wishes().preferIpv4() ? RecordType.A : RecordType.AAAA);
  }

  /** Looks no more; the server stays where it is. */
  void stop() {
    Lookup ended = lookup;
    lookup = null;
    unlink();
    if (ended != null) {
      section.leave(this, ended);
    }
  }

  private void unlink() {
    Found old = record;
    record = null;
    if (old != null) {
      old.users().remove(this);
    }
  }

  @Override
  public void found(Lookup of, @Nullable NameServerLink by) {
    if (record == null) {
      Found best = new Choice(wishes(), current()).of(of.records().all(), this::taken);
      if (best == null) {
        noAddress();
        return;
      }
      record = best;
      best.users().add(this);
      move(((Address) best.entry()).address(), by);
    }
    if (inMaintenance()) {
      whereabouts().resolved(server);
      whereabouts().ready(server);
    }
  }

  private void move(InetAddress address, @Nullable NameServerLink by) {
    if (address.equals(current())) {
      return;
    }
    if (by != null) {
      by.counters().updated();
    }
    whereabouts().moved(server, address, by == null ? CACHE : by.label());
  }

  private boolean taken(Found found) {
    for (ServerSeeker other : found.users()) {
      if (other != this && other.server.backend().name().equals(server.backend().name())) {
        return true;
      }
    }
    return false;
  }

  private void noAddress() {
    if (!inMaintenance()) {
      whereabouts().lost(server, "No IP for server ");
    }
  }

  @Override
  public boolean failed(Lookup of) {
    if (inMaintenance() || !of.overdue()) {
      return true;
    }
    whereabouts().lost(server, of.failure());
    unlink();
    return false;
  }

  /** A record that it lived by is no more. */
  void lost(Found gone) {
    if (gone.equals(record)) {
      unlink();
    } else if (gone.equals(job)) {
      dismiss();
    }
  }

  /** An SRV record says where it is. */
  void employ(Found by, Service as) {
    if (job != by) {
      job = by;
      by.users().add(this);
    }
    InetAddress address = by.extra();
    if (address != null) {
      stop();
      whereabouts().moved(server, address, "DNS additional record");
    }
    if (server.hostName().isEmpty()) {
      whereabouts().named(server, as.target(), "SRV record");
    }
    if (address == null && lookup == null) {
      seek(server.hostName());
    }
    if (current() != null) {
      whereabouts().resolved(server);
    } else if (!inMaintenance()) {
      whereabouts().lost(server, ServiceSeeker.REMOVED);
    }
    whereabouts().port(server, as.port());
    if (!wishes().ignoreWeight()) {
      whereabouts().weight(server, (as.weight() + WEIGHT_UNIT - 1) / WEIGHT_UNIT);
    }
  }

  /** No SRV record is left for it: it has no name and no address until there is one again. */
  void dismiss() {
    Found old = job;
    job = null;
    if (old != null) {
      old.users().remove(this);
    }
    stop();
    if (!inMaintenance()) {
      whereabouts().lost(server, ServiceSeeker.REMOVED);
    }
    whereabouts().forget(server);
    if (service != null) {
      service.free(this);
    }
  }

  /** Another configuration is in force, which does not have it. */
  void end() {
    Found old = job;
    job = null;
    if (old != null) {
      old.users().remove(this);
    }
    stop();
    if (service != null) {
      service.remove(this);
    }
  }
}
