package io.gatehouse.dataplane.server;

import io.gatehouse.api.Surroundings;
import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.HashKeys;
import io.gatehouse.dataplane.telemetry.Gauge;
import io.gatehouse.dataplane.telemetry.ProxyCounters;
import io.gatehouse.model.Server;
import io.gatehouse.model.ServerLimits;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * A server with its momentary state. Event loops take and return its slots; the control thread
 * changes its state through {@link RunningBackend}, which then rebuilds the roster.
 */
public final class RunningServer implements Candidate, Surroundings.ServerView {
  private static final int WEIGHT_SCALE = 16;

  private final Server server;
  private final RunningBackend backend;
  private final SocketAddress address;
  private final Gauge waiting = new Gauge();
  private final ProxyCounters counters = new ProxyCounters();
  private volatile boolean up = true;
  private volatile AdminState admin;
  private volatile int userWeight;

  /** What the operator wants of a server ({@code set server … state}). */
  public enum AdminState {
    READY,
    /** Takes no new exchanges but those that persistence brings. */
    DRAIN,
    MAINT
  }

  RunningServer(Server server, RunningBackend backend) {
    this.server = server;
    this.backend = backend;
    this.address = Addresses.of(server.endpoint());
    this.userWeight = server.weight();
    this.admin = server.disabled() ? AdminState.MAINT : AdminState.READY;
  }

  public Server server() {
    return server;
  }

  public RunningBackend backend() {
    return backend;
  }

  public ProxyCounters counters() {
    return counters;
  }

  public Gauge waiting() {
    return waiting;
  }

  public AdminState admin() {
    return admin;
  }

  void admin(AdminState state) {
    admin = state;
  }

  void up(boolean now) {
    up = now;
  }

  void userWeight(int weight) {
    userWeight = weight;
  }

  /** Whether exchanges may be sent to it at all. */
  public boolean usable() {
    return up && admin != AdminState.MAINT;
  }

  /** Whether the algorithm may choose it. */
  public boolean choosable() {
    return up && admin == AdminState.READY && userWeight > 0;
  }

  /** Whether it is usable and a slot is free. */
  public boolean eligible() {
    int limit = limit();
    return usable() && (limit == 0 || counters.sessions.value() < limit);
  }

  /** Whether an exchange may take a slot without waiting behind others. */
  boolean open() {
    return usable() && waiting.value() == 0 && eligible();
  }

  /** A slot for one that has waited, whoever waits behind it. */
  public boolean takeSlotForWaiter() {
    int limit = limit();
    if (limit == 0) {
      counters.sessions.rise();
      return true;
    }
    return counters.sessions.riseBelow(limit);
  }

  /** A slot for a newcomer: only when nobody waits for this server. */
  public boolean takeSlot() {
    return waiting.value() == 0 && takeSlotForWaiter();
  }

  /** Takes the slot back without asking the queue. */
  public void returnSlot() {
    counters.sessions.fall();
  }

  /** Takes the slot back and gives it to whoever waits. */
  public void freeSlot() {
    counters.sessions.fall();
    backend.waitingRoom().serve();
  }

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public int id() {
    return server.id();
  }

  @Override
  public int hashKey() {
    if (address instanceof InetSocketAddress inet) {
      return switch (server.hashKey()) {
        case ID -> HashKeys.ofId(server.id());
        case ADDR -> HashKeys.ofAddress(inet.getAddress());
        case ADDR_PORT -> HashKeys.ofAddressAndPort(inet.getAddress(), inet.getPort());
      };
    }
    return HashKeys.ofId(server.id());
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  /** Where to connect to for a client that came to this port ({@code server … :+100}). */
  public SocketAddress address(int clientPort) {
    if (server.portOffset() && address instanceof InetSocketAddress inet) {
      return new InetSocketAddress(inet.getAddress(), clientPort + inet.getPort());
    }
    return address;
  }

  @Override
  public int weight() {
    return userWeight * WEIGHT_SCALE;
  }

  @Override
  public int userWeight() {
    return userWeight;
  }

  @Override
  public int initialWeight() {
    return server.weight();
  }

  @Override
  public int served() {
    return counters.sessions.value();
  }

  @Override
  public int sessions() {
    return counters.sessions.value();
  }

  @Override
  public int queued() {
    return waiting.value();
  }

  @Override
  public long total() {
    return counters.sessionsTotal.sum();
  }

  @Override
  public int rate() {
    return counters.sessionRate.perSecond(System.nanoTime());
  }

  @Override
  public int sessionRate() {
    return rate();
  }

  @Override
  public boolean up() {
    return usable();
  }

  @Override
  public int maxconn() {
    return limit();
  }

  @Override
  public int maxqueue() {
    return server.limits().maxqueue();
  }

  /** With {@code minconn} the limit follows the backend's load up to {@code fullconn}. */
  @Override
  public int limit() {
    ServerLimits limits = server.limits();
    int most = limits.maxconn();
    int full = backend.backend().fullconn();
    if (limits.minconn() <= 0 || limits.minconn() >= most || full <= 0) {
      return most;
    }
    long load = backend.counters().sessions.value();
    return load >= full ? most : (int) Math.max(limits.minconn(), load * most / full);
  }
}
