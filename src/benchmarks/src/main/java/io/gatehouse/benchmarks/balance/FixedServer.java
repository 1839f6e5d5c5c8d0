package io.gatehouse.benchmarks.balance;

import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.HashKeys;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** A server that always serves as many exchanges as its id is a multiple of four. */
record FixedServer(int id, int userWeight) implements Candidate {
  @Override
  public String name() {
    return "s" + id;
  }

  @Override
  public int hashKey() {
    return HashKeys.ofId(id);
  }

  @Override
  public SocketAddress address() {
    return InetSocketAddress.createUnresolved(name(), 80);
  }

  @Override
  public int weight() {
    return userWeight * 16;
  }

  @Override
  public int served() {
    return id % 4 + 1;
  }

  @Override
  public int queued() {
    return 0;
  }

  @Override
  public long total() {
    return 0;
  }
}
