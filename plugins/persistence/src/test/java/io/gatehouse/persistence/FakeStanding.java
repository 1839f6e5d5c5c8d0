package io.gatehouse.persistence;

import io.gatehouse.api.persist.Standing;
import io.gatehouse.api.persist.StickyServer;
import java.util.List;

/** How things stand, as a test sets it. */
public final class FakeStanding implements Standing {
  private final List<FakeServer> servers;
  public boolean settled;
  public boolean ignored;
  public boolean direct;
  public boolean evenDown;

  public FakeStanding(List<FakeServer> servers) {
    this.servers = List.copyOf(servers);
  }

  @Override
  public List<FakeServer> servers() {
    return servers;
  }

  @Override
  public boolean usable(StickyServer server) {
    return evenDown || server.up();
  }

  @Override
  public boolean settled() {
    return settled;
  }

  @Override
  public boolean ignored() {
    return ignored;
  }

  @Override
  public boolean direct() {
    return direct;
  }
}
