package io.gatehouse.balancers;

import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.HashKeys;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** A server whose counters a test sets. */
final class FakeServer implements Candidate {
  private final String name;
  private final int id;
  int userWeight;
  int served;
  int queued;
  int maxconn;
  int maxqueue;

  FakeServer(String name, int id, int userWeight) {
    this.name = name;
    this.id = id;
    this.userWeight = userWeight;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public int hashKey() {
    return HashKeys.ofId(id);
  }

  @Override
  public SocketAddress address() {
    return InetSocketAddress.createUnresolved(name, 80);
  }

  @Override
  public int weight() {
    return userWeight * 16;
  }

  @Override
  public int userWeight() {
    return userWeight;
  }

  @Override
  public int served() {
    return served;
  }

  @Override
  public int queued() {
    return queued;
  }

  @Override
  public long total() {
    return served;
  }

  @Override
  public int maxconn() {
    return maxconn;
  }

  @Override
  public int maxqueue() {
    return maxqueue;
  }
}
