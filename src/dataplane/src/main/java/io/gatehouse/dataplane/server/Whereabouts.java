package io.gatehouse.dataplane.server;

import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.health.AdminFlags;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * What becomes of a backend's servers when their names or addresses change, in HAProxy's words.
 * Control thread.
 */
public final class Whereabouts {
  private final RunningBackend backend;
  private final StateLog log;
  private final ControlThread control;

  Whereabouts(RunningBackend backend, StateLog log, ControlThread control) {
    this.control = control;
    this.backend = backend;
    this.log = log;
  }

  /** {@code set server … addr}. Control thread, else {@link IllegalStateException}. */
  public void set(RunningServer server, SocketAddress address) {
    control.require();
    server.place().address(address);
    resolved(server);
    backend.consequences().moved(server);
    backend.publish();
  }

  /** It has another address and the same port: newcomers go there. Nothing when it is the same. */
  public void moved(RunningServer server, InetAddress to, String by) {
    if (server.address() instanceof InetSocketAddress old && !to.equals(old.getAddress())) {
      String from = old.isUnresolved() ? "(none)" : NetUtil.toAddressString(old.getAddress());
      log.say(
          "%s changed its IP from %s to %s by %s"
              .formatted(server.label(), from, NetUtil.toAddressString(to), by));
      change(server, new InetSocketAddress(to, old.getPort()));
    }
  }

  /** An SRV record names its port. */
  public void port(RunningServer server, int port) {
    if (server.address() instanceof InetSocketAddress old && old.getPort() != port) {
      change(
          server,
          old.isUnresolved()
              ? InetSocketAddress.createUnresolved(old.getHostString(), port)
              : new InetSocketAddress(old.getAddress(), port));
    }
  }

  private void change(RunningServer server, InetSocketAddress now) {
    server.place().address(now);
    backend.consequences().moved(server);
    backend.publish();
  }

  /** It has an address: nothing keeps it in maintenance for want of one. */
  public void resolved(RunningServer server) {
    backend.admin().remove(server, AdminFlags.RESOLUTION_MAINT);
  }

  /** Says that a name server's answer brought it back. */
  public void ready(RunningServer server) {
    log.say(
        "Server %s administratively READY thanks to valid DNS answer".formatted(server.label()));
  }

  /** It has no address any more. */
  public void lost(RunningServer server, String cause) {
    backend.admin().add(server, AdminFlags.RESOLUTION_MAINT, cause);
    if (server.address() instanceof InetSocketAddress old) {
      server
          .place()
          .address(InetSocketAddress.createUnresolved(old.getHostString(), old.getPort()));
    }
  }

  /** It has neither name nor port any more: the service does not name it. */
  public void forget(RunningServer server) {
    server.place().host("");
    server.place().address(InetSocketAddress.createUnresolved(server.serviceName(), 0));
  }

  /** A record of its service names its machine. */
  public void named(RunningServer server, String host, String by) {
    backend
        .log()
        .send(
            ProxyLog.NOTICE,
            "%s changed its FQDN from (null) to %s by '%s'".formatted(server.label(), host, by));
    renamed(server, host);
  }

  /** {@code set server … fqdn}. */
  public void renamed(RunningServer server, String host) {
    server.place().rename(host);
  }

  /** As a record of its service says, where the algorithm lets weights change. */
  public void weight(RunningServer server, int weight) {
    boolean allowed = backend.dynamicWeights() || weight == 0 || weight == server.initialWeight();
    if (allowed && weight != server.userWeight()) {
      backend.serverWeight(server, weight);
    }
  }
}
