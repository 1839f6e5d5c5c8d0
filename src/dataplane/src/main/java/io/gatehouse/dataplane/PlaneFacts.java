package io.gatehouse.dataplane;

import io.gatehouse.api.rule.NameQuestion;
import io.gatehouse.dataplane.generation.Site;
import io.gatehouse.dataplane.names.Names;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** What rules may ask of the process that no configuration changes. Any thread. */
final class PlaneFacts implements Site.Facts {
  private final DataPlaneSettings settings;
  private final Names names;
  private final IntSupplier connections;
  private final BooleanSupplier stopping;
  private final long startedAt = System.nanoTime();

  PlaneFacts(
      DataPlaneSettings settings, Names names, IntSupplier connections, BooleanSupplier stopping) {
    this.settings = settings;
    this.names = names;
    this.connections = connections;
    this.stopping = stopping;
  }

  @Override
  public int connections() {
    return connections.getAsInt();
  }

  @Override
  public long uptime() {
    return (System.nanoTime() - startedAt) / 1_000_000_000L;
  }

  @Override
  public boolean stopping() {
    return stopping.getAsBoolean();
  }

  @Override
  public long wallClock() {
    return settings.wallClock().getAsLong();
  }

  @Override
  public long random() {
    return settings.random().getAsLong();
  }

  @Override
  public void resolve(NameQuestion question, Consumer<Optional<InetAddress>> answer) {
    names.resolve(question, answer);
  }
}
